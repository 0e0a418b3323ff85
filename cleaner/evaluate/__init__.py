"""
How good cleaned documents are, measured against gold bodies, and how much of the gold the rules themselves destroyed.

Read in this order: `tokens` and `text` say when a line stands in a text, `score` judges one page, `breakdown` averages
pages, `damage` asks what rules took from the gold, `firings` and `floors` turn both into gates. Nothing here reads a
file; `cleaner.cli.eval` does.
"""
