"""When a card may propose to withdraw a draft order: only of a supplement, and where it is proved to help.

A rule gives no instruction that a machine could carry out. What can be proved is
that an advisory would not be given without a certain draft. For a medicine that
proves too little (an anticoagulant that is not given does harm), so only drafts
of nutrients, products and foods are proposed to be withdrawn, and only those that
are not orders already; the user decides.
"""

from collections.abc import Iterable, Mapping

from osteon.doors.cds.cards import Removable
from osteon.doors.cds.comparing import GRAVE, Comparing
from osteon.doors.cds.leaving_out import origin_of
from osteon.doors.cds.requests import DraftOrder
from osteon.doors.cds.without import Without
from osteon.doors.fhir.reading import FhirRecord
from osteon.patient.terminology import Terminology
from osteon.reasoning.report import Advisory

_SUPPLEMENTS = frozenset(("nutrient", "product", "food"))
_MOST_TRIED = 5
_LISTS = ("medications", "supplements")


def candidates(record: FhirRecord, without: Without, terminology: Terminology) -> list[Removable]:
    """Return the selected drafts that might be proposed to be withdrawn, if that helps."""
    drafts = [each for each in without.new_drafts if each.reference][:_MOST_TRIED]
    named = [Removable(draft, _supplement(draft, record, terminology)) for draft in drafts]
    return [each for each in named if each.name]


def removable_drafts(
    advisory: Advisory, found: Iterable[Removable], without: Without, comparing: Comparing
) -> list[Removable]:
    """Return those of the candidates without which an advisory is proved not to be given."""
    if advisory.severity not in GRAVE:
        return []
    tried = [(each, without.report([each.draft])) for each in found]
    return [each for each, left in tried if left and not comparing.raises(left, advisory.rule_id)]


def _supplement(draft: DraftOrder, record: FhirRecord, terminology: Terminology) -> str:
    """Return the name of what is ordered if all of it is a supplement; "" if any of it may be a medicine."""
    entries = [
        each for name in _LISTS for each in _listed(record, name) if each.get("origin") == origin_of(draft)
    ]
    names = [str(each.get("name", "")) for each in entries]
    for name in names:
        found = terminology.resolve(name)
        if found is None or found.concept.kind not in _SUPPLEMENTS:
            return ""
    return " and ".join(names)


def _listed(record: FhirRecord, name: str) -> list[Mapping[str, object]]:
    listed = record.profile.get(name)
    return listed if isinstance(listed, list) else []
