"""The files of an export spread by one process, or each by one of several, with numbers that go together."""

import os
import shutil
from collections.abc import Sequence
from datetime import date

import numpy as np
from pyarrow import parquet

from osteon.doors.registry.bad_lines import BAD_LINES
from osteon.doors.registry.connecting import connected, share_of
from osteon.doors.registry.how import Reading
from osteon.doors.registry.journal import SPILL
from osteon.doors.registry.known_lines import can_be_compiled
from osteon.doors.registry.numbering import CONTENTS, RESOURCES, Numbering, numbers_at
from osteon.doors.registry.processes import fresh_processes
from osteon.doors.registry.quick import Means
from osteon.doors.registry.spreading import Counted, Spreader, groups_of

_ENOUGH_MIB = 128
"""To spread takes more than to screen, which begins afterwards: files of all groups are open at once."""

_WORTH_BYTES = 1024 * 1024 * 1024
"""With fewer it takes longer to begin several processes than one needs."""

_UNEVEN = 1.3
"""If one of several processes has so much more to do than others, two threads of one are quicker."""

_WORTH_COMPILING = 1024 * 1024 * 1024
"""The compiled loops are compiled the first time, which takes some seconds, and half of one to load."""


def spread_files(files: Sequence[str], folder: str, how: Reading) -> Counted:
    """Spread the files of an export.

    Raises RunError if a file cannot be read or is written meanwhile, MemoryError if DuckDB needs more.
    """
    groups = groups_of(files)
    size = sum(map(os.path.getsize, files))
    jobs = min(how.jobs, len(files)) if size >= _WORTH_BYTES else 1
    if jobs > 1 and not _is_shared_well(files, jobs):
        jobs = 1
    # Who calls `osteon.screen` for one process need not be ready for others (`if __name__ == "__main__"`),
    # and only the end of a process gives back what numba takes of the memory.
    is_compiled = how.jobs > 1 and size >= _WORTH_COMPILING and can_be_compiled()
    means = Means(2 if jobs == 1 else 1, is_compiled)
    if jobs > 1 or is_compiled:
        return _by_processes(files, folder, how, groups, jobs, means)
    with connected(_memory(how, 1), means.threads, os.path.join(how.kept, SPILL)) as connection:
        return Spreader(connection, folder, how.as_of, groups, means).spread(files)


def _memory(how: Reading, jobs: int) -> str:
    return share_of(max(how.memory_mib, _ENOUGH_MIB), jobs)


def _by_processes(
    files: Sequence[str], folder: str, how: Reading, groups: int, jobs: int, means: Means
) -> Counted:
    spill = os.path.join(how.kept, SPILL)
    # A process that has outlived another run of ours must not write where this one does.
    parts = [os.path.join(folder, f"file-{at:06}-{os.getpid()}") for at in range(len(files))]
    largest = sorted(range(len(files)), key=lambda at: -os.path.getsize(files[at]))
    with fresh_processes(jobs, _begin, how.as_of, groups, _memory(how, jobs), spill, means) as pool:
        waiting = {at: pool.submit(_spread, files[at], parts[at]) for at in largest}
        found = [waiting[at].result() for at in range(len(files))]
    with Numbering(folder) as numbering:
        for at, part in enumerate(parts):
            _take_over(part, folder, at, numbering)
    patients = [sum(each) for each in zip(*(told.patients for told in found), strict=True)]
    pieces = [each for told in found for each in told.pieces]
    return Counted(patients, sum(told.products for told in found), pieces)


def _is_shared_well(files: Sequence[str], jobs: int) -> bool:
    """Say whether so many processes, each with whole files, have about the same to do."""
    loads = [0] * jobs
    for size in sorted(map(os.path.getsize, files), reverse=True):
        loads[loads.index(min(loads))] += size
    return max(loads) * jobs <= sum(loads) * _UNEVEN


_told: list[tuple[date, int, str, str, Means]] = []


def _begin(as_of: date, groups: int, memory: str, spill: str, means: Means) -> None:
    _told.append((as_of, groups, memory, spill, means))


def _spread(path: str, part: str) -> Counted:
    as_of, groups, memory, spill, means = _told[0]
    os.makedirs(part)
    with connected(memory, means.threads, spill) as connection:
        return Spreader(connection, part, as_of, groups, means).spread([path])


def _take_over(part: str, folder: str, at: int, numbering: Numbering) -> None:
    """Move what was made of a file to the others, with the numbers that its contents have among all."""
    own = os.path.join(part, RESOURCES)
    os.makedirs(os.path.join(folder, RESOURCES), exist_ok=True)
    for name in os.listdir(own) if os.path.isdir(own) else ():
        os.rename(os.path.join(own, name), os.path.join(folder, RESOURCES, f"{at:06}{name[6:]}"))
    numbers = [
        numbering.number(*told, is_strict=True)
        for batch in parquet.ParquetFile(os.path.join(part, CONTENTS)).iter_batches(8_192)
        for _, *told in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    ]
    np.save(numbers_at(folder, f"{at:06}"), np.array(numbers, np.int64))
    bad = os.path.join(part, BAD_LINES)
    if os.path.exists(bad):
        with open(bad, "rb") as lines, open(os.path.join(folder, BAD_LINES), "ab") as every:
            shutil.copyfileobj(lines, every)
    shutil.rmtree(part)
