"""The documents that the crash tests clean: short, in five languages, with what rules know and what is rejected."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

TEXTS = (
    ("en", "{} in the valley spoke of {} things that day.", "The council", "5 min read", "Share this article", "Advertisement"),
    ("de", "{} im Tal sprach an diesem Tag von {} Dingen.", "Die Gemeinde", "Lesezeit: 5 Minuten", "Anzeige", "Artikel teilen"),
    ("fr", "{} de la vallée a parlé de {} choses ce jour-là.", "Le conseil", "Publicité", "Partager", "Lire aussi"),
    ("es", "{} del valle habló de {} cosas aquel día.", "El concejo", "Publicidad", "Compartir", "Leer más"),
    ("ru", "{} в долине говорил в тот день о {} вещах.", "Совет", "Реклама", "Читайте также", "Поделиться"),
)  # fmt: skip

RULES = """\
grammar: 1
languages: [{language}]
rules:
  - id: furniture
    kind: advert
    drop: {{line: {{equals: {extras}}}}}
    strips: {extras}
    spares: ["Snow."]
"""


def write_rules(folder: Path) -> None:
    """Packs that know the lines which are no sentences: there are edits to write, and less to read than the bundled ones."""
    (folder / "generic").mkdir(parents=True)
    for language, _, _, *extras in TEXTS:
        text = RULES.format(language=language, extras=json.dumps(extras))
        (folder / "generic" / f"{language}.yaml").write_text(text, "utf-8")


def documents(count: int, dice: Random) -> list[dict[str, Any]]:
    """Rows with ids of their own, all of which can be cleaned. One in four does not say its language, which takes longer."""
    rows = []
    for number in range(count):
        language, sentence, subject, *extras = TEXTS[number % len(TEXTS)]
        lines = [sentence.format(subject, dice.randint(2, 999)) for _ in range(2)]
        if number % 7 == 0:
            lines.append("It wasnâ€™t so.")
        if number % 3:
            lines.insert(dice.randint(0, len(lines)), dice.choice(extras))
        rows.append({"id": f"d{number}", "text": "\n".join(lines), "language": language if number % 4 else None})
    return rows


def rows_with_faults(count: int, name: str = "rows") -> list[bytes]:
    """
    Lines of JSONL, for a file of that name. One in 75 is no document; four have an id that an earlier row has, of its own or by
    its place. Those are among the last tenth: only their parts may be written twice.
    """
    dice = Random(13)
    lines = [json.dumps(row, ensure_ascii=n % 2 == 0).encode() for n, row in enumerate(documents(count, dice))]
    for number in range(25, count, 150):
        lines[number] = dice.choice((b"no JSON", b'{"id": "none"}', b'{"id": "blank", "text": " "}', b"[1]"))
        lines[min(number + 50, count - 1)] = b'{"text": "A document without an id of its own."}'
    late, last = count * 9 // 10, count - 2
    for number, id_ in {10: f"{name}#{last + 1}", late: "d20", late + 1: "d40", last - 1: f"{name}#76"}.items():
        lines[number] = json.dumps({"id": id_, "text": f"Document {number} has a claim to this id."}).encode()
    lines[last] = b'{"text": "Another row has the id that this one gets by its place."}'
    return [line + b"\n" for line in lines]


def write_folder(folder: Path, count: int) -> None:
    """Many small files, some of which cannot be read, and one of rows."""
    folder.mkdir()
    for number, row in enumerate(documents(count, Random(17))):
        place = folder / f"{number % 10}"
        place.mkdir(exist_ok=True)
        page = f"<html><body><article><p>{row['text']}</p></article></body></html>"
        text, name = (page, f"{number}.html") if number % 5 == 0 else (row["text"], f"{number}.txt")
        (place / name).write_text("" if number % 40 == 7 else text, "utf-8")
    (folder / "rows.jsonl").write_bytes(b"".join(rows_with_faults(400)))
