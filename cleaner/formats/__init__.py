"""
Input formats: files become work items in the reading process, and work items become raw documents in a worker.

One file a format. To add one, write it beside `text.py` and enter it in `registry.py`; nothing else knows formats by
name. `inputs` decides which files are read, `compression` opens them, `one_document` picks a single document.
"""
