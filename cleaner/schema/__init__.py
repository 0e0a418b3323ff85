"""
What packs, records and ledgers look like, said to machines as JSON Schema and to people as a reference.

All of it is made from the tables that the program itself reads, so it cannot say anything else than the program does.
"""
