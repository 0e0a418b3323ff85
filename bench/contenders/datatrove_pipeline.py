"""datatrove's own parts in one process: read, FTFYFormatter, the line part of the C4 filter, write. Runs in bench/.env."""

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import C4QualityFilter
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter


def main(source: str, target: str) -> None:
    """Run the pipeline over one file."""
    path = Path(source)
    pipeline = [
        JsonlReader(str(path.parent), glob_pattern=path.name),
        FTFYFormatter(),
        # split_paragraph: by lines, as ours; the other filters of whole documents are not what is compared.
        C4QualityFilter(split_paragraph=True, filter_lorem_ipsum=False, filter_curly_bracket=False,
                        filter_policy=False, min_num_sentences=-1),
        JsonlWriter(target, compression=None),
    ]  # fmt: skip
    LocalPipelineExecutor(pipeline, logging_dir=f"{target}-logs", skip_completed=False, tasks=1, workers=1).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
