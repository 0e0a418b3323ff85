"""Rules: what packs say (`model`), how they are read (`parse`), and how they are run (`matcher`, `book`)."""
