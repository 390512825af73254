"""What kind of registry an INPUT is: a flat table, a folder of tables, or an export in FHIR."""

import os
from glob import glob

from osteon.basics.errors import ProfileError, RunError
from osteon.doors.registry.connecting import MISSING
from osteon.doors.registry.flat import FlatCsv, FlatParquet
from osteon.doors.registry.how import Reading
from osteon.doors.registry.partition import Input
from osteon.doors.registry.relational import Relational, glob_escape

_CSV = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_NDJSON = ("*.ndjson", "*.ndjson.gz", "*.jsonl", "*.jsonl.gz")
_FORMS = (
    "a table with one row a patient (.csv, .tsv, .parquet), a folder with patients.parquet, "
    "or a folder of FHIR as NDJSON"
)


def input_at(path: str, reading: Reading) -> Input:
    """Return the registry at a path.

    Raises RunError for what is none, for a table with columns that nobody knows, and for a missing library.
    """
    columns, name = reading.columns, path.lower()
    try:
        if os.path.isdir(path):
            return _folder(path, reading)
        if not os.path.isfile(path):
            raise RunError(f"{path} is not there; a registry is {_FORMS}")
        if name.endswith(_CSV):
            return FlatCsv(path, columns)
        if name.endswith(".parquet"):
            return FlatParquet(path, columns)
    except ProfileError as trouble:
        raise RunError("\n\n".join(map(str, trouble.problems))) from trouble
    except ImportError as absent:
        raise RunError(MISSING) from absent
    raise RunError(f"{path} is no registry: that is {_FORMS}")


def _folder(path: str, reading: Reading) -> Input:
    if any(glob(os.path.join(glob_escape(path), pattern)) for pattern in _NDJSON):
        from osteon.doors.registry.bulk import Bulk

        return Bulk(path, reading)
    if os.path.exists(os.path.join(path, "patients.parquet")) or os.path.isdir(
        os.path.join(path, "patients")
    ):
        return Relational(path, reading.kept, reading.memory_mib)
    raise RunError(f"{path} holds no registry: that is {_FORMS}")
