"""An export of FHIR taken apart by DuckDB: what each resource says, whose it is, and its dates.

What a resource says is its fields without those that decide nothing (its id, its
narrative, who wrote it down) and without its dates, which stand beside it. Few
resources say something that no other says. Only the outermost fields are taken
apart; what is within them stays the text that it is, and is read in Python.
"""

from collections.abc import Sequence

from osteon.doors.fhir.reading import HANDLERS
from osteon.doors.registry.connecting import quoted

PARTED = "(FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, PARTITION_BY (part))"
"""How resources are written. Nearly every id is another, so a dictionary of them would only cost time."""

GROUPS = 64
"""At most so many groups of patients. What belongs to all, such as Medication, is in a group behind them."""

LONGEST_LINE = 16 * 1024 * 1024

DATES = (
    "effectiveDateTime", "effectivePeriod.start", "effectivePeriod.end", "effectiveInstant", "issued",
    "authoredOn", "dateWritten", "dateEnded", "onsetDateTime", "onsetPeriod.start", "recordedDate",
    "dateRecorded",
    "assertedDate", "performedDateTime", "performedPeriod.start", "performedPeriod.end", "birthDate",
    "deceasedDateTime", "abatementDateTime",
)  # fmt: skip
"""The dates that are taken out of a resource, by their place in it."""

IDLE = (
    "id", "meta", "text", "identifier", "encounter", "context", "subject", "patient", "recorder", "asserter",
    "performer", "informationSource", "dateAsserted", "implicitRules", "language", "extension", "name",
    "telecom",
    "address", "maritalStatus", "communication", "contact", "photo", "generalPractitioner",
    "managingOrganization",
)  # fmt: skip
"""The fields that decide nothing in any type of resource; a test watches that nobody reads them."""

PRODUCT = "Medication"
KIND = "resourceType"
_WHOSE = ("subject", "patient", "beneficiary")
_DATED = tuple(each.partition(".")[0] for each in DATES)
_SAMPLE = 2_048
READ = (*HANDLERS, PRODUCT)
"""The types that are read."""


def dated(place: int) -> str:
    """Return the column of a date, by its place in DATES."""
    return f"day_{place:02}"


def group_of(patient: str, groups: int) -> str:
    """Return, in SQL, the group of a patient: the same however a resource of theirs was read."""
    return f"CAST(hash(coalesce({patient}, '')) % {groups} AS INTEGER)"


class Layout:
    """A file, and the outermost fields that stand anywhere in it.

    `is_whole` says that every line was asked for its fields, and `longest` how many bytes a line has then at
    the most. If not, a line with another field is an error when the rows are read. `dates` are the places in
    DATES of those that may stand in the file, `said` the fields that make what a resource says; `columns`
    hold both, a letter for each date and the JSON of each field. Our own columns have an underscore within
    their names, which no field of FHIR has.
    """

    def __init__(
        self, path: str, fields: Sequence[str], *, is_whole: bool = False, longest: int = LONGEST_LINE
    ) -> None:
        self.path = path
        self.fields = tuple(fields)
        self.dates = tuple(at for at, name in enumerate(_DATED) if name in fields)
        self.said = tuple(each for each in fields if each not in {*IDLE, *_DATED, KIND})
        self._said_columns = tuple(f"said_{at}" for at in range(len(self.said)))
        self.columns = ("its_kind", *(f"class_{at}" for at in self.dates), *self._said_columns)
        types = ", ".join(f"{quoted(each)}: 'JSON'" for each in fields)
        self._source = _reader(path, f"columns={{{types}}}", longest) if is_whole else strict(path)

    def contents(self, as_of: str, lines: int) -> str:
        """Return, in SQL, every distinct content of some lines of the file: its `columns`."""
        return f"SELECT DISTINCT {', '.join(self.columns)} FROM ({self._resources(as_of)} LIMIT {lines})"

    def each(self, as_of: str) -> str:
        """Return, in SQL, the id, the patient, the days and the `columns` of every resource of the file."""
        days = "".join(f", {dated(at)}" for at in self.dates)
        return (
            f"SELECT {self._own('id')}, {self._patient()}{days}, {', '.join(self.columns)} "
            f"FROM ({self._resources(as_of)})"
        )

    def rows(self, as_of: str, numbers: str, groups: int) -> str:
        """Return, in SQL, a row for every resource: the number of what it says, id, patient, group and days.

        `numbers` is a table of `nth` and `columns`. A resource that says what is not in it has no `nth`, and
        its `columns` instead.
        """
        days = "".join(f", {dated(at)}" for at in self.dates)
        # In the group behind all patients stand the products, whoever they say they are of.
        group = f"CASE WHEN r.its_kind = '{PRODUCT}' THEN {GROUPS} ELSE {group_of('its_patient', groups)} END"
        new = "".join(f", CASE WHEN nth IS NULL THEN r.{each} END AS {each}" for each in self.columns)
        others = [each for each in self.fields if each not in {*self.said, KIND}]
        # Every field is asked for: only then is one that the layout does not know an error.
        asked = " + ".join(["0", *(f"CAST({_name(each)} IS NULL AS INTEGER)" for each in others)])
        return f"""
            SELECT nth, its_id AS id, its_patient AS patient{days}, {group} AS part{new}, its_rest
            FROM (
                SELECT *, {self._own("id")} AS its_id, {self._patient()} AS its_patient, {asked} AS its_rest
                FROM ({self._resources(as_of)})
            ) AS r LEFT JOIN {numbers} AS n ON {_same(self.columns, "r", "n")}
        """

    def later(self, rows: str, numbers: str) -> str:
        """Return, in SQL, the `rows` without a number, with the number that they have in `numbers`."""
        days = "".join(f", {dated(at)}" for at in self.dates)
        same = _same(self.columns, "r", "n")
        return f"SELECT n.nth, id, patient{days}, part FROM {rows} AS r JOIN {numbers} AS n ON {same}"

    def _fields(self) -> str:
        """Take the fields that make what a resource says; types that nobody reads would all be different."""
        read = ", ".join(map(quoted, READ))
        return "".join(
            f", CASE WHEN its_kind IN ({read}) THEN {_name(field)} END AS {column}"
            for field, column in zip(self.said, self._said_columns, strict=True)
        )

    def _resources(self, as_of: str) -> str:
        """Add the type, what is said, and for each date its day and a letter of what kind it is."""
        texts = "".join(f", {_date(at)} AS text_{at}" for at in self.dates)
        plain = "".join(f", {_is_plain(f'text_{at}')} AS plain_{at}" for at in self.dates)
        days = "".join(
            f", CASE WHEN plain_{at} THEN left(text_{at}, 10) ELSE {_day(f'text_{at}')} END AS {dated(at)}"
            for at in self.dates
        )
        classes = "".join(f", {_class(at, as_of)} AS class_{at}" for at in self.dates)
        kind = f"coalesce({_text(KIND)}, '')" if KIND in self.fields else "''"
        return f"""
            SELECT *{classes}{self._fields()} FROM (SELECT *{days} FROM (SELECT *{plain} FROM (
                SELECT *, {kind} AS its_kind{texts} FROM {self._source}
            )))
        """

    def classes(self, letters: Sequence[str]) -> str:
        """Return a letter for each of DATES, from those that `contents` found for `dates`."""
        found = dict(zip(self.dates, letters, strict=True))
        return "".join(found.get(at, "-") for at in range(len(DATES)))

    def _own(self, name: str) -> str:
        return _text(name) if name in self.fields else "CAST(NULL AS VARCHAR)"

    def _patient(self) -> str:
        references = [f"{_name(each)}->>'$.reference'" for each in _WHOSE if each in self.fields]
        whose = _last_part(f"coalesce({', '.join([*references, 'NULL'])})") if references else "NULL"
        return f"CASE WHEN its_kind = 'Patient' THEN {self._own('id')} ELSE {whose} END"


def strict(path: str) -> str:
    """Return, in SQL, a file with a column for each field of its first lines; another field is an error."""
    return _reader(path, f"maximum_depth=1, sample_size={_SAMPLE}")


def fields_of(path: str) -> str:
    """Return, in SQL, the fields that stand anywhere in a file."""
    objects = f"read_ndjson_objects({quoted(path)}, maximum_object_size={LONGEST_LINE})"
    return f"SELECT DISTINCT unnest(json_keys(json)) FROM {objects}"


def _reader(path: str, more: str, longest: int = LONGEST_LINE) -> str:
    return (
        f"read_json({quoted(path)}, format='newline_delimited', records=true, "
        f"maximum_object_size={longest}, {more})"
    )


def _name(field: str) -> str:
    return '"' + field.replace('"', '""') + '"'


def _text(field: str) -> str:
    return f"{_name(field)}->>'$'"


def _date(at: int) -> str:
    holder, _, name = DATES[at].partition(".")
    return f"{_name(holder)}->>'$.{name}'" if name else _text(holder)


def _same(columns: Sequence[str], one: str, other: str) -> str:
    return " AND ".join(f"{one}.{each} IS NOT DISTINCT FROM {other}.{each}" for each in columns)


def _last_part(reference: str) -> str:
    """Return the id that a reference ends in: of "Patient/1", of a whole address, of one with a version."""
    pattern = "'(?:^|/)(?:Patient/)?([^/]+)(?:/_history/[^/]*)?/*$'"
    plain = f"starts_with({reference}, 'Patient/') AND instr(substr({reference}, 9), '/') = 0"
    return f"CASE WHEN {plain} THEN substr({reference}, 9) ELSE regexp_extract({reference}, {pattern}, 1) END"


def _is_plain(text: str) -> str:
    """Say whether a text begins with a whole day of the calendar, and is that day or an instant of it."""
    day = f"left({text}, 10)"
    return (
        # DuckDB takes "infinity" for a date.
        f"coalesce(length({day}) = 10 AND CAST(try_cast({day} AS DATE) AS VARCHAR) = {day} "
        f"AND substr({text}, 11, 1) IN ('', 'T', ' '), false)"
    )


def _day(text: str) -> str:
    return f"regexp_extract(trim({text}), '^([0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?)(?:$|[T ])', 1)"


def _class(at: int, as_of: str) -> str:
    """Return a letter for a date: absent, none, how exact, before or after the day."""
    day = dated(at)
    whole = f"CASE length({day}) WHEN 4 THEN {day} || '-01-01' WHEN 7 THEN {day} || '-01' ELSE {day} END"
    return f"""CASE
        WHEN plain_{at} THEN CASE WHEN {day} < '{as_of}' THEN 'p' WHEN {day} = '{as_of}' THEN 'e' ELSE 'f' END
        WHEN text_{at} IS NULL THEN '-'
        WHEN {day} = '' OR try_cast({whole} AS DATE) IS NULL THEN '?'
        WHEN starts_with('{as_of}', {day})
        THEN CASE length({day}) WHEN 4 THEN 'n' WHEN 7 THEN 'o' ELSE 'e' END
        WHEN {day} < '{as_of}' THEN CASE length({day}) WHEN 4 THEN 'x' WHEN 7 THEN 'y' ELSE 'p' END
        ELSE CASE length({day}) WHEN 4 THEN 'u' WHEN 7 THEN 'v' ELSE 'f' END END"""


def said_as_json(fields: Sequence[str], texts: Sequence[str | None]) -> str:
    """Return what a resource says as one text of JSON."""
    told = (f'"{field}":{text}' for field, text in zip(fields, texts, strict=True) if text is not None)
    return "{" + ",".join(told) + "}"
