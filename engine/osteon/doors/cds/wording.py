"""The detail of a card in GitHub Flavored Markdown: what to do, why, what is missing, and what it rests on.

What came from a record or a pack stays text, whatever letters it holds.
"""

import functools
from collections.abc import Iterable, Iterator

from osteon.doors.rendering.markdown import escaped
from osteon.doors.rendering.order import grounds, origin_line, sentence, standing_line
from osteon.reasoning.report import Advisory, Citation, Versions
from osteon.reasoning.reporting import Report

SUMMARY = 139
"""CDS Hooks wants fewer than 140 characters."""

pack_text = functools.lru_cache(4_096)(escaped)
"""A text of the pack, escaped. These are few, and kept; what holds words of a record is escaped anew."""


def shortened(text: str, most: int = SUMMARY) -> str:
    """Return a text in at most so many characters, cut between words where it has to be."""
    if len(text) <= most:
        return text
    cut = text[: most - 3]
    return f"{cut.rpartition(' ')[0] or cut}..."


def advisory_detail(advisory: Advisory, report: Report) -> str:
    """Return the detail of a raised rule."""
    return _page(
        [escaped(advisory.clinician.detail)],
        listed("What to do", map(pack_text, advisory.actions)),
        listed("Why", (escaped(ground.line) for ground in grounds(advisory.because))),
        listed("What is missing", map(pack_text, _missing(advisory))),
        _sources(advisory.citations),
        [f"*{pack_text(sentence(standing_line(advisory)))}*", _standing(report)],
    )


def note_detail(report: Report, *blocks: Iterable[str]) -> str:
    """Return the detail of a card that no rule raised: its blocks, and what produced it."""
    return _page(*blocks, [_standing(report)])


def listed(title: str, items: Iterable[str], more: int = 0) -> list[str]:
    """Return a titled list of Markdown as one block, with how many `more` there are; none without items."""
    lines = [f"- {item}" for item in items]
    if not lines:
        return []
    if more > 0:
        lines.append(f"- and {more} more")
    return [f"**{title}**", "\n".join(lines)]


def _page(*blocks: Iterable[str]) -> str:
    return "\n\n".join([text for block in blocks for text in block if text])


def _missing(advisory: Advisory) -> Iterator[str]:
    if advisory.basis != "confirmed":
        yield "It rests on an absence that nobody confirmed."
    yield from advisory.also_ask


def _sources(citations: tuple[Citation, ...]) -> list[str]:
    lines = [f"- {pack_text(each.verdict)}: {_cited(each)}" for each in citations]
    return ["**Sources**", "\n".join(lines)] if lines else []


def _cited(source: Citation) -> str:
    cite = pack_text(source.cite)
    address = f" <{source.url}>" if is_address(source.url) else ""
    return f"{cite}{address} ({pack_text(source.seen)} seen, checked {pack_text(source.checked_on)})"


@functools.lru_cache(4_096)
def is_address(url: str) -> bool:
    """Say whether an address of a source can be linked as it is."""
    return (
        url.startswith("https://") and not any(letter in url for letter in " <>\"'()\\") and url.isprintable()
    )


def _standing(report: Report) -> str:
    return _stands_on(report.versions, report.disclaimer)


@functools.lru_cache(64)
def _stands_on(versions: Versions, disclaimer: str) -> str:
    said = sentence(versions.approval), " ".join(disclaimer.split()), origin_line(versions)
    return " ".join(map(pack_text, said))
