"""
How results are written to files and read again: lines of JSON in, the same lines out, whatever the file is.

Nothing here knows of runs. Names, folders and the moment at which a file gets its final name are `run`'s.
"""
