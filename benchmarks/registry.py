"""A made-up export of FHIR from NDJSON to verdicts, with the part that each step takes.

    .venv/bin/python -m benchmarks.registry            # 100,000 patients
    .venv/bin/python -m benchmarks.registry 1000000

An export is written, spread, read into rows, and screened, one after the other in one process. The steps are
those of `osteon screen`, called one by one. Take the numbers on a machine that does nothing else.
"""

import os
import resource
import sys
import tempfile
from datetime import date
from time import perf_counter

from osteon import load_rulebook
from osteon.doors.registry.bulk import Bulk
from osteon.doors.registry.columns_work import ColumnsWorker
from osteon.doors.registry.how import Reading
from osteon.doors.registry.journal import Journal
from osteon.doors.registry.share import Share
from osteon.doors.registry.work import Means
from osteon.doors.synth.writing import FHIR, synthesise
from osteon.doors.tables import ColumnMap

DAY = date(2026, 11, 24)
MEMORY_MIB = 256


def main(patients):
    with tempfile.TemporaryDirectory() as folder:
        source, out = os.path.join(folder, "export"), os.path.join(folder, "run")
        timed("made up", patients, lambda: list(synthesise(patients, 1, source, FHIR, DAY)))
        size = sum(os.path.getsize(os.path.join(source, name)) for name in os.listdir(source))
        print(f"{size / 1e6:,.0f} MB of NDJSON")
        rulebook = load_rulebook()
        export = Bulk(source, Reading(rulebook, DAY, ColumnMap(), out, MEMORY_MIB))
        os.makedirs(out)
        spread = timed("spread (parsing)", patients, lambda: export.partitions(100_000))
        read = screened = 0.0
        with Journal(out, Share()) as journal:
            journal.begin({"benchmark": patients})
            worker = timed(
                "compiled", 1, lambda: ColumnsWorker(export, rulebook, DAY, out, Means(f"{MEMORY_MIB}MiB", 2))
            )
            for part in spread[1]:
                read += timed("read into rows", part.patients, lambda part=part: export.relations(part))[0]
                screened += timed("screened", part.patients, lambda part=part: worker[1].screen(part))[0]
        whole = spread[0] + read + screened
        print(
            f"{patients / whole:,.0f} patients/s from NDJSON to verdicts; parsing {spread[0] / whole:.0%}, "
            f"reading {read / whole:.0%}, screening {screened / whole:.0%}; "
            f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB"
        )


def timed(what, patients, work):
    began = perf_counter()
    done = work()
    took = perf_counter() - began
    print(f"{what:<18} {took:8.2f} s {patients / took:12,.0f}/s")
    return took, done


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
