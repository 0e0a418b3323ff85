"""Speed, measured side by side in one run. `python -m bench` prints the table; docs/performance.md explains it."""
