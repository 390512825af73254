"""A made-up export of FHIR from NDJSON to verdicts, with the part that each step takes.

    .venv/bin/python -m benchmarks.registry                        # 100,000 patients, sixteen rules
    .venv/bin/python -m benchmarks.registry 1000000 --whole        # a million, the whole pack
    .venv/bin/python -m benchmarks.registry --shape synth          # the patients of `osteon synth`
    .venv/bin/python -m benchmarks.registry --export DIR           # made up once, and used again

An export is written, and after the whole spread, read into rows, and screened, one after the other. It is
digested while it is spread; what that takes by itself, as before a run that goes on, is shown beside it.
The steps are those of `osteon screen`, called one by one, each with its wall-clock and processor time. Beside
them stands the time that DuckDB takes to read the same files into typed columns and to do nothing with them;
and first `osteon screen EXPORT --jobs 2` with the same rules, from the start of the first process to the end
of the last, with the most memory that one of them took. Take the numbers on a machine that does nothing
else.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
from datetime import date
from glob import glob
from pathlib import Path
from time import perf_counter

import duckdb

from benchmarks import study_export
from benchmarks.whole_runs import used_by
from osteon import load_rulebook
from osteon.doors.registry.bulk import Bulk
from osteon.doors.registry.columns_work import ColumnsWorker
from osteon.doors.registry.connecting import connected
from osteon.doors.registry.digests import digest_of
from osteon.doors.registry.how import Reading
from osteon.doors.registry.journal import Journal
from osteon.doors.registry.known_lines import can_be_compiled
from osteon.doors.registry.quick import Means
from osteon.doors.registry.run import PATIENTS_AT_ONCE
from osteon.doors.registry.share import Share
from osteon.doors.registry.spreading import Spreader, groups_of
from osteon.doors.registry.work import Means as WorkMeans
from osteon.doors.synth.writing import FHIR, synthesise
from osteon.doors.tables import ColumnMap

DAY = date(2026, 11, 24)
MEMORY_MIB = 256
SIXTEEN_RULES = Path(__file__).parent / "sixteen_rules"
# What a reader written by hand for this one shape asks for; everything else would be passed over in silence.
FLOOR = {
    "Patient": {"id": "VARCHAR", "gender": "VARCHAR", "birthDate": "VARCHAR"},
    "MedicationStatement": {
        "id": "VARCHAR", "status": "VARCHAR", "medicationCodeableConcept": "JSON", "dosage": "JSON",
        "subject": "STRUCT(reference VARCHAR)", "effectivePeriod": 'STRUCT("start" VARCHAR, "end" VARCHAR)',
    },
    "Condition": {
        "id": "VARCHAR", "code": "JSON", "subject": "STRUCT(reference VARCHAR)", "onsetDateTime": "VARCHAR",
    },
    "Observation": {
        "id": "VARCHAR", "status": "VARCHAR", "code": "JSON", "subject": "STRUCT(reference VARCHAR)",
        "effectiveDateTime": "VARCHAR", "valueQuantity": "JSON",
    },
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("patients", nargs="?", type=int, default=100_000)
    parser.add_argument("--shape", choices=("study", "synth"), default="study")
    parser.add_argument("--whole", action="store_true", help="the whole pack, not sixteen rules")
    parser.add_argument("--export", help="a folder for the export, which is made up if it is not there")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the whole")
    parser.add_argument("--part", type=int, default=PATIENTS_AT_ONCE, help="patients in a part")
    args = parser.parse_args()
    patients = args.patients
    rulebook = load_rulebook() if args.whole else load_rulebook(str(SIXTEEN_RULES))
    with tempfile.TemporaryDirectory() as folder:
        source, out = args.export or os.path.join(folder, "export"), os.path.join(folder, "run")
        if not os.path.isdir(source):
            timed("made up", patients, lambda: made_up(source, args.shape, patients))
        size = sum(os.path.getsize(path) for path in glob(f"{source}/*"))
        print(f"{size / 1e6:,.0f} MB of NDJSON, {size / patients / 1e3:.1f} KB a patient")
        if args.shape == "study":
            timed("typed columns", patients, lambda: typed(source))
        # First, for it would be said to have taken the memory of this process.
        if args.jobs:
            whole(source, os.path.join(folder, "whole"), args)
        steps(source, out, rulebook, patients, args.part)


def parsed(files, folder):
    """Spread an export in this process, as `osteon screen` does in others."""
    os.makedirs(folder)
    with connected(f"{MEMORY_MIB}MiB", 2, os.path.join(folder, "spill")) as connection:
        Spreader(connection, folder, DAY, groups_of(files), Means(2, can_be_compiled())).spread(files)
    shutil.rmtree(folder)


def made_up(source, shape, patients):
    if shape == "study":
        study_export.write(source, patients)
    else:
        list(synthesise(patients, 1, source, FHIR, DAY))


def steps(source, out, rulebook, patients, part_patients):
    export = Bulk(source, Reading(rulebook, DAY, ColumnMap(), out, MEMORY_MIB))
    os.makedirs(out)
    timed("digested by itself", patients, lambda: digest_of(export.files))
    spread = timed("spread (parsing)", patients, lambda: parsed(export.files, os.path.join(out, "parsed")))
    parts = export.partitions(part_patients)
    read = screened = 0.0
    with Journal(out, Share()) as journal:
        journal.begin({"benchmark": patients})
        worker = timed(
            "compiled", 1, lambda: ColumnsWorker(export, rulebook, DAY, out, WorkMeans(f"{MEMORY_MIB}MiB", 2))
        )
        for part in parts:
            read += timed("read into rows", part.patients, lambda part=part: export.write(part))[0]
            screened += timed("screened", part.patients, lambda part=part: worker[1].screen(part))[0]
    whole = spread[0] + read + screened
    print(
        f"{len(rulebook.rules)} rules: {patients / whole:,.0f} patients/s from NDJSON to verdicts; "
        f"parsing {spread[0] / whole:.0%}, reading {read / whole:.0%}, "
        f"screening {screened / whole:.0%}; without screening {patients / (whole - screened):,.0f}; "
        f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB"
    )


def whole(source, out, args):
    options = {
        "out": out, "jobs": args.jobs, "partition-patients": args.part, "memory": MEMORY_MIB, "as-of": DAY,
    }  # fmt: skip
    if not args.whole:
        options["pack"] = SIXTEEN_RULES
    told = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    used = used_by([sys.executable, "-m", "osteon", "screen", source, *told])
    if used.code:
        raise SystemExit(used.code)
    rules = "the whole pack" if args.whole else "sixteen rules"
    print(
        f"{f'all, {args.jobs} processes':<23} {used.seconds:8.2f} s "
        f"{args.patients / used.seconds:12,.0f}/s   "
        f"processor {used.processor:8.2f} s, {used.processor / args.patients * 1e6:6.1f} us a patient\n"
        f"{rules}, from the start of the processes to their end; none took more than {used.most:,.0f} MiB"
    )


def typed(source):
    with duckdb.connect(config={"threads": 2, "preserve_insertion_order": False}) as connection:
        for kind, columns in FLOOR.items():
            rows = f"read_json('{source}/{kind}.ndjson', format='newline_delimited', columns={columns})"
            connection.execute(f"SELECT count(hash(COLUMNS(*))) FROM {rows}").fetchall()


def timed(what, patients, work):
    began, used = perf_counter(), processor()
    done = work()
    took, used = perf_counter() - began, processor() - used
    print(
        f"{what:<23} {took:8.2f} s {patients / took:12,.0f}/s   processor {used:8.2f} s, "
        f"{used / patients * 1e6:6.1f} us a patient"
    )
    return took, done


def processor():
    """Return the seconds of the processor that this process and those that it has waited for have used."""
    return sum(
        each.ru_utime + each.ru_stime
        for each in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()
