"""What is measured side by side: separate programs, called with `IN OUT`, so that memory and start are measured alone."""
