"""The journal of a run: what it is a run of, and which partitions are finished, each exactly once.

A partition is finished when its line stands in the manifest. The line is
written after the partition's files are complete and on the disk, so a process
that is killed at any moment leaves whole files or none, and the next one begins
where it stopped. A run with other rules, another day or another input is
refused rather than mixed with this one.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

from osteon.basics.errors import RunError
from osteon.doors.registry.durable import PART, remove_unfinished, settle, sync, write_json
from osteon.doors.registry.kept import INTAKE
from osteon.doors.registry.locks import LOCKS, RunLock, held
from osteon.doors.registry.share import Share

RUN = "run.json"
VERDICTS = "verdicts"
QUARANTINE = "quarantine"
SPILL = "spill"
MANIFESTS = "manifest"
_FOLDERS = (VERDICTS, QUARANTINE, MANIFESTS)
_REPORTS = ("summary.json", "summary.html")
_OURS = {*_FOLDERS, INTAKE, SPILL, RUN, LOCKS, *_REPORTS}

Line = Mapping[str, Any]
"""What the manifest says of a finished partition: its number, its files, and what was counted in it."""


class Journal:
    """The journal of one folder, held by this process until it is closed; `parts` are finished."""

    def __init__(self, folder: str, share: Share) -> None:
        self.folder = folder
        self.share = share
        self.parts: set[int] = set()
        self._lock = RunLock(folder, share)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._lock.release()

    def begin(
        self,
        key: Mapping[str, object],
        later: Callable[[], Mapping[str, object]] = dict,
        *,
        restart: bool = False,
    ) -> None:
        """Take a folder for a run, or go on with the run it holds.

        `later` returns what more it is a run of, and is called when nothing else speaks against it: to find
        that out may take long. Raises RunError if the folder holds another run, or something else altogether.
        """
        self._lock.take()
        try:
            # Shares begin one after the other; then each goes its own way.
            with held(self.folder, "begin"):
                self._begin(key, later, restart=restart)
        except BaseException:
            self.close()
            raise

    def _begin(
        self, key: Mapping[str, object], later: Callable[[], Mapping[str, object]], *, restart: bool
    ) -> None:
        if restart:
            self._clear()
        there = held_run(self.folder)
        if there is None:
            self._refuse_strangers()
            self._refuse_remains()
            # Not afterwards: what is found out later may begin processes that spill there.
            self._tidy_whole()
            whole = {**key, **later()}
        else:
            _refuse_another(self.folder, there, key, key)
            whole = {**key, **later()}
            _refuse_another(self.folder, there, whole, dict.fromkeys((*whole, *there)))
            self._tidy_whole()
        for name in _FOLDERS:
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        if there is None:
            write_json(os.path.join(self.folder, RUN), whole)
        if self.share.is_whole:
            for name in _FOLDERS:
                remove_unfinished(os.path.join(self.folder, name))
        self._mend()
        self.parts = set(finished(self.folder))

    def _tidy_whole(self) -> None:
        """Tidy after a process that was killed; others may be at work on other shares."""
        if self.share.is_whole:
            self.tidy()

    def tidy(self) -> None:
        """Remove what was only needed while parts were screened."""
        shutil.rmtree(os.path.join(self.folder, SPILL), ignore_errors=True)

    def path(self, folder: str, name: str) -> str:
        """Return the place of a file of the run."""
        return os.path.join(self.folder, folder, name)

    def finish(self, line: Line) -> None:
        """Move a partition's files to their places and enter it in the manifest.

        `line["files"]` are the places within the folder; each file stands there under its unfinished name.
        """
        for file in line["files"]:
            path = os.path.join(self.folder, file)
            settle(path + PART, path)
        self._append(line)
        self.parts.add(line["partition"])

    def _append(self, line: Line) -> None:
        path = self._manifest()
        is_new = not os.path.exists(path)
        with open(path, "ab") as file:
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync(os.path.dirname(path))

    def _manifest(self) -> str:
        return self.path(MANIFESTS, f"{self.share.label}.ndjson")

    def _mend(self) -> None:
        """Cut off what was torn in the middle of a line, so that the next line begins on one of its own."""
        path = self._manifest()
        if not os.path.exists(path):
            return
        with open(path, "rb+") as file:
            written = file.read()
            whole = written.rfind(b"\n") + 1
            if whole < len(written):
                file.truncate(whole)
                os.fsync(file.fileno())

    def _clear(self) -> None:
        self._refuse_strangers()
        # The name of the run goes first: what is left without it is never taken for one.
        for name in (RUN, *_REPORTS):
            if os.path.exists(os.path.join(self.folder, name)):
                os.remove(os.path.join(self.folder, name))
        for name in (*_FOLDERS, INTAKE, SPILL):
            shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)

    def _refuse_strangers(self) -> None:
        ours = {*_OURS, *(name + PART for name in _OURS)}
        if strange := sorted(set(os.listdir(self.folder)) - ours):
            raise RunError(
                f"{self.folder} is not empty and no run ({strange[0]} is there): choose a new folder"
            )

    def _refuse_remains(self) -> None:
        for name in _FOLDERS:
            path = os.path.join(self.folder, name)
            if os.path.isdir(path) and os.listdir(path):
                raise RunError(
                    f"{self.folder} holds a part of a run that nobody began: choose another, or --restart"
                )


def held_run(folder: str) -> dict[str, object] | None:
    """Return what a folder holds a run of; None if it holds none.

    Raises RunError if that cannot be read.
    """
    path = os.path.join(folder, RUN)
    if not os.path.exists(path):
        return None
    try:
        with open(path, encoding="utf-8") as file:
            held = json.load(file)
    except (OSError, ValueError) as trouble:
        raise RunError(f"{path} cannot be read ({trouble}): choose another folder") from trouble
    if not isinstance(held, dict):
        raise RunError(f"{path} does not say what it is a run of: choose another folder")
    return held


def finished(folder: str) -> dict[int, Line]:
    """Return the finished partitions by number, from every manifest of a run.

    A torn line, or one whose files are not all there in full, counts as not written.
    """
    lines = {}
    manifests = os.path.join(folder, MANIFESTS)
    for name in sorted(os.listdir(manifests)):
        if name.endswith(".ndjson"):
            for line in _read(os.path.join(manifests, name)):
                if all(_is_whole(folder, file, size) for file, size in line["files"].items()):
                    lines[line["partition"]] = line
    return dict(sorted(lines.items()))


def _read(path: str) -> Iterator[Line]:
    with open(path, "rb") as file:
        for written in file:
            try:
                line = json.loads(written) if written.endswith(b"\n") else None
            except ValueError:
                continue
            if isinstance(line, dict) and "partition" in line and isinstance(line.get("files"), dict):
                yield line


def _is_whole(folder: str, file: str, size: int) -> bool:
    path = os.path.join(folder, file)
    return os.path.isfile(path) and os.path.getsize(path) == size


_SAID = {
    "osteon": "osteon version",
    "pack": "knowledge pack",
    "pack_hash": "content of the knowledge pack",
    "as_of": "day",
    "input": "content of the input",
    "engine": "engine",
    "partition_patients": "size of a partition",
}


def _refuse_another(
    folder: str, there: Mapping[str, object], key: Mapping[str, object], names: Iterable[str]
) -> None:
    differ = [
        f"{_SAID.get(name, name)} {_short(there.get(name))} there, {_short(key.get(name))} here"
        for name in names
        if there.get(name) != key.get(name)
    ]
    if differ:
        said = f"{folder} holds another run: {'; '.join(differ)}"
        raise RunError(f"{said}. Choose another folder, or --restart to drop what is there")


def _short(value: object) -> str:
    return str(value)[:60]
