"""
The engine: which rules match a document, and where.

`matcher` is the place to start: its seven steps call the other modules. `rulebook` binds packs to a publisher and a language,
`route` finds the publisher. Everything that exists for speed alone is in `prefilter`.
"""
