"""
Input formats: files become work items in the reading process, and work items become raw documents in a worker.

One file a format. To add one, write it beside `text.py` and enter it in `registry.py`; nothing else knows formats by
name. `inputs` decides which files are read and finds them with `local_files` and `remote_files`, `open_input` opens them,
`compression` unpacks them. `standard_input` stores what can be read only once, `pipe_input` gives the rows of a pipe, and
`one_document` picks a single document.
"""
