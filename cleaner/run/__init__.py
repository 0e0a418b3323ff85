"""Engines: the same `process`, mapped over many documents."""
