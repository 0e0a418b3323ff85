"""
The rule language: what a pack can say, as plain values, and how YAML becomes these values and they become YAML again.

Nothing here looks at a document; `match/` does.
"""
