"""Packs on disk: found, loaded, scaffolded, with their golden files."""
