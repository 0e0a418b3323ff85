"""Rules: packs out of YAML, and what they find in a document. `match.py` is their meaning, `matcher.py` their speed."""
