"""
How good cleaned documents are, measured against gold texts, and how much of the gold the rules removed.

Read in this order: `tokens` and `containment` decide whether a text has a line, `score` scores one page, `breakdown`
averages pages, `gold_loss` counts what rules removed from the gold, `false_positives` and `baselines` turn both into
gates. Nothing here reads a file; `cleaner.cli.eval` does.
"""
