"""The floor: read, parse, serialize, write."""

import sys

import orjson


def main(source: str, target: str) -> None:
    """Copy JSONL through objects."""
    with open(source, "rb") as lines, open(target, "wb") as out:
        for line in lines:
            out.write(orjson.dumps(orjson.loads(line), option=orjson.OPT_APPEND_NEWLINE))


main(sys.argv[1], sys.argv[2])
