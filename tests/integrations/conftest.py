"""What needs another package is run in an environment that has it, never collected here."""

collect_ignore_glob = ["with_*.py"]
