"""The same patient told in another way: other units, other names, another order, or with less of the story."""

import copy
from collections.abc import Callable
from functools import partial

from hypothesis import strategies as st

from tests.properties.profiles import BRANDS, Document, Entry, entries
from tests.properties.second_opinion import pregnancy_ruled_out

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")
FORGET = ("age", "sex", "pregnancy", "postmenopausal", *LISTS)

IN_OTHER_UNITS = {
    "IU": (("mcg", 40), ("mg", 40_000)),
    "mcg": (("mg", 1_000), ("g", 1_000_000)),
    "mg": (("g", 1_000),),
}
OTHER_USE = {"active": "planned", "planned": "active"}


def changed(document: Document, change: Callable[[Entry], object], *names: str) -> Document:
    """Return a copy of a document in which every entry of some lists was changed."""
    copied = copy.deepcopy(document)
    for name in names:
        for entry in entries(copied, name):
            change(entry)
    return copied


def _parts(entry: Entry) -> list[Entry]:
    listed = entry.get("ingredients")
    return [entry, *(listed if isinstance(listed, list) else ())]


def with_amounts(document: Document, rewrite: Callable[[str], str]) -> Document:
    """Rewrite every amount of a supplement."""

    def change(entry: Entry) -> None:
        for part in _parts(entry):
            if "amount" in part:
                part["amount"] = rewrite(str(part["amount"]))

    return changed(document, change, "supplements")


def in_other_units(draw: st.DrawFn, document: Document) -> Document:
    """Write each daily amount in some other unit."""
    return with_amounts(document, partial(_converted, draw))


def _converted(draw: st.DrawFn, amount: str) -> str:
    number, _, unit = amount.removesuffix("/day").partition(" ")
    if unit not in IN_OTHER_UNITS or not number.isdigit():
        return amount
    other, ratio = draw(st.sampled_from(IN_OTHER_UNITS[unit]))
    exactly = f"{int(number) / ratio:.9f}".rstrip("0").rstrip(".")
    # A point before three digits can be read as a thousand: the engine asks, so nothing is written that way.
    closing = "0" if "." in exactly and len(exactly.rpartition(".")[2]) == 3 else ""
    return f"{exactly}{closing} {other}/day"


def by_the_week(document: Document) -> Document:
    """Write each daily amount as seven times as much once a week."""
    return with_amounts(document, _weekly)


def _weekly(amount: str) -> str:
    number, _, rest = amount.partition(" ")
    if not number.isdigit() or not rest.endswith("/day"):
        return amount
    return f"{int(number) * 7} {rest.removesuffix('/day')} weekly"


def times_as_much(document: Document, factor: float) -> Document:
    """Multiply every whole amount."""

    def more(amount: str) -> str:
        number, _, rest = amount.partition(" ")
        return f"{int(int(number) * factor)} {rest}" if number.isdigit() else amount

    return with_amounts(document, more)


def by_brand(document: Document) -> Document:
    """Call everything by its brand or by another of its names."""

    def change(entry: Entry) -> None:
        for part in _parts(entry):
            part["name"] = BRANDS.get(str(part["name"]), part["name"])

    return changed(document, change, "medications", "supplements")


def planned_for_taken(document: Document) -> Document:
    """Let what is taken be planned, and what is planned be taken."""

    def change(entry: Entry) -> None:
        status = str(entry.get("status", "active"))
        # What is said to be planned and yet was begun contradicts itself.
        if not {"started", "changed"} & entry.keys():
            entry["status"] = OTHER_USE.get(status, status)

    return changed(document, change, "medications", "supplements")


def shuffled(draw: st.DrawFn, document: Document) -> Document:
    """Change the order of every list, and repeat a medicine and a condition."""
    other = copy.deepcopy(document)
    for name in ("medications", "supplements", "conditions", "surgeries", "tests"):
        if entries(other, name):
            other[name] = draw(st.permutations(entries(other, name)))
    for name in ("medications", "conditions"):
        # What is dosed twice over is asked about, so it is not the same story.
        undosed = [entry for entry in entries(other, name) if "amount" not in entry]
        if undosed:
            other[name] = [*entries(other, name), draw(st.sampled_from(undosed))]
    return other


def forgotten(draw: st.DrawFn, document: Document) -> Document:
    """Tell less of the story."""
    less = copy.deepcopy(document)
    for name in draw(st.lists(st.sampled_from(FORGET), min_size=1, max_size=3, unique=True)):
        less.pop(name, None)
        complete = less.get("complete")
        if isinstance(complete, str):
            less["complete"] = complete = dict.fromkeys(LISTS, complete)
        if isinstance(complete, dict):
            complete.pop(name, None)
    return less


def contradicts_itself(document: Document) -> bool:
    """Say whether a pregnancy is on record that sex, age or menopause rule out."""
    settled = document.get("pregnancy") in ("pregnant", "possible")
    return settled and pregnancy_ruled_out({**document, "pregnancy": "unknown"})


def takes_back_a_doubt(document: Document, less: Document) -> bool:
    """Say whether less was told of supplements, one of which nobody recognised: a doubt less, not a fact less."""
    listed = entries(document, "supplements")
    return "supplements" not in less and any(each["name"] == "Osteobloom Ultra" for each in listed)
