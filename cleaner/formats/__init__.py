"""One reader a format: files and rows into raw documents."""
