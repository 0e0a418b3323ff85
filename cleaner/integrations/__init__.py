"""
cleaner as a stage of other people's pipelines: one module for each library, which is imported when its module is used.

All of them take rows and give records. Those whose library has Arrow tables go through `arrow.clean_batches`; where rows are
Python objects, they go through `Cleaner.clean_many`. Both read a row as a line of a JSONL file is read.
"""
