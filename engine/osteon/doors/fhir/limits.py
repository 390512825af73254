"""How much of a record is read, and how old a statement may be. docs/fhir.md holds the same table."""

MAXIMUM_BYTES = 64 * 1024 * 1024
"""The longest text of one record, unpacked, in bytes."""

MAXIMUM_ENTRIES = 20_000
"""The most entries of one record."""

MAXIMUM_NESTING = 4
"""How many Bundles may stand within each other."""

MAXIMUM_CHAIN = 4
"""How many references are followed one after the other."""

LONGEST_TEXT = 1_000
"""The longest name or instruction that is taken over; a longer one is cut and said to be."""

PREGNANT_FOR = 45 * 7
"""After so many days a pregnancy that is still called active is stale."""

NOT_PREGNANT_FOR = 30
"""After so many days a statement that a patient is not pregnant says nothing any more."""

JUST_GIVEN = 90
"""A single administration within so many days may be one of several that go on."""
