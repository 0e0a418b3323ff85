"""What is measured side by side: each a program of its own, `IN OUT`, so that memory and start are its own too."""
