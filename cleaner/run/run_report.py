"""What `run.json` holds: each key is defined once, here; `docs/run-report.md` reads it off the classes below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Mapping
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

import msgspec
from msgspec import Struct

from ..json_line import Count, doc
from ..settings import Settings
from .tally import Tally, most_frequent

MAX_SITES_REPORTED = 100
"""Publishers without a pack in `run.json`: more than one writes packs for at a time."""

SHARE_DECIMALS = 6
"""A ten-thousandth of a percent: one character in a million."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """
    What is known of a run besides its counts.

    `packs` are the digests of the packs by name, and `publishers` the sites that have one (see `publishers_of`). `inputs` is
    the number of files that were read, `unread` counts by suffix the files of folders that nobody reads, and `passed_over`
    names FIFOs and devices in folders, both without lone surrogates. `seconds` is the time that all sessions of the run took
    together. `stopped` says that it ended early because too many documents were rejected.
    """

    cleaner: str
    libraries: Mapping[str, str]
    packs: Mapping[str, str]
    publishers: Container[str]
    settings: Settings
    seconds: float
    inputs: int = 0
    keep_kinds: Collection[str] = ()
    keep_rules: Collection[str] = ()
    unread: Mapping[str, int] = field(default_factory=dict)
    passed_over: Collection[str] = ()
    stopped: bool = False


class RemovedOfKind(Struct, frozen=True):
    """What went as one kind of boilerplate."""

    chars: Annotated[Count, doc("The removed characters of this kind.")]
    share: Annotated[float, doc("Their share of `chars_in`, from 0 to 1.")]


class RuleFirings(Struct, frozen=True):
    """What one rule took, alone or with others."""

    documents: Annotated[Count, doc("The documents from which the rule removed something.")]
    edits: Annotated[Count, doc("The spans that it removed.")]
    chars: Annotated[Count, doc("The characters in these spans.")]


class Timing(Struct, frozen=True):
    """How long the run took."""

    seconds: Annotated[float, doc("The seconds that all sessions of the run took together.")]
    documents_per_second: Annotated[float, doc("`read` divided by `seconds`; 0 if that is too short to measure.")]


class RunReport(Struct, frozen=True):
    """What a run did. Counts are sorted from the highest to the lowest."""

    cleaner: Annotated[str, doc("The version of this program.")]
    libraries: Annotated[dict[str, str], doc("The version of each library that decides, and of the Unicode tables.")]
    packs: Annotated[dict[str, str], doc("The digest of each pack.")]
    added: Annotated[
        str, doc("The field `added` of every record: the value of `--added`, or the first start of the run.")
    ]
    settings: Annotated[
        dict[str, Any], doc("The other settings: `whole_page`, `extractor`, `keys`, `keep_kinds`, `keep_rules` …")
    ]
    inputs: Annotated[Count, doc("The files that were read.")]
    unread: Annotated[dict[str, int], doc("The files of folders that were not read, by suffix.")]
    passed_over: Annotated[list[str], doc("What folders hold that is no file, such as FIFOs and devices.")]
    stopped: Annotated[bool, doc("Whether the run ended early because too many documents were rejected.")]
    read: Annotated[Count, doc("The documents that were read: `documents` and `rejected` together.")]
    documents: Annotated[Count, doc("The documents that were cleaned and written.")]
    rejected: Annotated[Count, doc("The documents that were rejected.")]
    reason: Annotated[dict[str, int], doc("Rejected documents by reason.")]
    chars_in: Annotated[Count, doc("The characters of all cleaned documents before.")]
    chars_out: Annotated[Count, doc("The characters of all cleaned documents after.")]
    kind: Annotated[dict[str, RemovedOfKind], doc("What was removed by kind of boilerplate: `chars`, `share`.")]
    publisher: Annotated[dict[str, int], doc("Documents by publisher, of those that have a pack.")]
    without_pack: Annotated[
        dict[str, int],
        doc(
            f"Documents of publishers without a pack, by domain: the {MAX_SITES_REPORTED} most frequent. "
            "`cleaner new` starts a pack."
        ),
    ]
    routing: Annotated[dict[str, int], doc("Documents by how their publisher was found.")]
    language: Annotated[dict[str, int], doc("Documents by language.")]
    encoding: Annotated[dict[str, int], doc("Documents by encoding of the input.")]
    verdict: Annotated[dict[str, int], doc("Documents by verdict; one may have several.")]
    rules: Annotated[dict[str, RuleFirings], doc("What each rule removed: `documents`, `edits`, `chars`.")]
    timing: Annotated[
        Timing,
        doc(
            "`seconds` and `documents_per_second`. All other keys are the same whenever the same inputs are cleaned alike."
        ),
    ]


def run_report(tally: Tally, facts: RunFacts) -> dict[str, Any]:
    """The counts and facts of a run as JSON values: the content of `run.json`."""
    read = tally.documents + tally.rejected
    with_pack = Counter({site: count for site, count in tally.site.items() if site in facts.publishers})
    report = RunReport(
        cleaner=facts.cleaner,
        libraries=dict(facts.libraries),
        packs=dict(sorted(facts.packs.items())),
        added=facts.settings.added,
        settings=_settings(facts),
        inputs=facts.inputs,
        unread=_sorted(Counter(facts.unread)),
        passed_over=sorted(facts.passed_over),
        stopped=facts.stopped,
        read=read,
        documents=tally.documents,
        rejected=tally.rejected,
        reason=_sorted(tally.reason),
        chars_in=tally.chars_in,
        chars_out=tally.chars_out,
        kind={
            kind: RemovedOfKind(chars, round(chars / max(tally.chars_in, 1), SHARE_DECIMALS))
            for kind, chars in _sorted(tally.kind).items()
        },
        publisher=_sorted(with_pack),
        without_pack=dict(most_frequent(_by_domain(tally.site - with_pack), MAX_SITES_REPORTED)),
        routing=_sorted(tally.routing),
        language=_sorted(tally.language),
        encoding=_sorted(tally.encoding),
        verdict=_sorted(tally.verdict),
        rules=_firings(tally),
        timing=Timing(round(facts.seconds, 3), round(read / facts.seconds, 3) if facts.seconds > 0 else 0.0),
    )
    values: dict[str, Any] = msgspec.to_builtins(report)
    return values


def _settings(facts: RunFacts) -> dict[str, Any]:
    settings = asdict(facts.settings)
    del settings["added"]  # a key of its own
    return {**settings, "keep_kinds": sorted(facts.keep_kinds), "keep_rules": sorted(facts.keep_rules)}


def _firings(tally: Tally) -> dict[str, RuleFirings]:
    documents = Counter({rule: counts["documents"] for rule, counts in tally.rules.items()})
    return {
        rule: RuleFirings(number, tally.rules[rule]["edits"], tally.rules[rule]["chars"])
        for rule, number in _sorted(documents).items()
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(most_frequent(counts, len(counts)))


def _by_domain(sites: Counter[str]) -> Counter[str]:
    domains: Counter[str] = Counter()
    for site, count in sites.items():
        domains[domain_of(site)] += count
    return domains


def domain_of(host: str) -> str:
    """
    The registrable domain that a host belongs to, by the Public Suffix List; the host itself if its top level is unknown.

    >>> domain_of("news.bbc.co.uk"), domain_of("her.blogspot.com"), domain_of("news.pier.example")
    ('bbc.co.uk', 'her.blogspot.com', 'news.pier.example')
    """
    from tld import get_fld

    return get_fld(host, fix_protocol=True, search_private=True, fail_silently=True) or host
