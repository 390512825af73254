"""The quick way to a card's uuid is the standard library's."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.cds.cards import named_uuid


@given(st.uuids(), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_named_uuid_is_what_the_standard_library_makes(space: UUID, name: str) -> None:
    assert named_uuid(space, name) == str(uuid5(space, name))
