"""Why a document was routed to a publisher's pack: the source given with it, the host of its URL, or a line of its text."""

from __future__ import annotations

from ..clean import Traced
from ..match.original_url import host_of
from .describe import quote


def routing_reason(trace: Traced) -> str:
    """Why the document was routed as it was, in a sentence."""
    routing = trace.route.by
    domain = trace.record.source
    without_pack = "" if trace.route.pack else ", for which there is no pack"
    if routing == "source":
        return f"its source is {quote(str(trace.document.raw.given.get('source', '')))}{without_pack}"
    if routing == "url":
        host = host_of(trace.record.metadata.url or "")
        claimed = "" if host == domain else f": {domain} claims it"
        return f"the host of its URL is {host}{claimed}{without_pack}"
    lines = fingerprints(trace)
    found = "; ".join(f"line {number} {quote(text)} is a fingerprint of {pack}" for pack, number, text in lines)
    if routing == "none":
        return "nothing identifies the publisher: no source, no URL, no fingerprint"
    return found if routing == "fingerprint" else f"two publishers' fingerprints are in it: {found}"


def fingerprints(trace: Traced) -> list[tuple[str, int, str]]:
    """Every line of the document that is a publisher's fingerprint: the pack, the number of the line from 1, the line."""
    numbers = {line.start: number for number, line in enumerate(trace.document.lines)}
    found = {(match.rule.pack, numbers[match.span.start]) for match in trace.route.fingerprints}
    return [(pack, number + 1, trace.document.line(number)) for pack, number in sorted(found)]
