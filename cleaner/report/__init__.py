"""What can be said about a run once it is done: pure functions over records, ledgers and gold."""
