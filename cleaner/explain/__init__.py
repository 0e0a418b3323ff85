"""
What the rules did to one document, for eyes: `trace` finds it out, `rows` cuts the text at what was removed, `why` asks why
a line stayed, and `plain`, `page` and `data` show it all on a terminal, as a page, and to programs.
"""
