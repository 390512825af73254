"""The digest of an export is that of the bytes that were taken apart, whichever way they were read."""

import gzip
import json
import random
import shutil
from contextlib import ExitStack
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.study_export import resources as study_resources
from osteon import RunError, load_rulebook
from osteon.basics.records import replace
from osteon.doors.registry import blocks, bulk, digests, quick, spreading_files
from osteon.doors.registry.digests import digest_of, digest_of_pieces, digests_in, unchanged
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.locks import RunLock
from osteon.doors.registry.quick import Quick
from osteon.doors.registry.reading_digests import DigestedFile, unpacked
from osteon.doors.registry.run import COLUMNS, run
from osteon.doors.registry.share import Share
from osteon.doors.registry.spreading import Spreader
from osteon.doors.registry.spreading_files import spread_files
from osteon.doors.tables import ColumnMap
from tests.unit.doors.registry.registries import DAY, order, verdicts

PIECES = st.sampled_from([1, 7, 64, 1_000, digests.PIECE])


def files(source):
    return sorted(map(str, source.iterdir()))


def study(folder, patients=12):
    """An export of which most lines are taken at the bytes, with a file for each type of resource."""
    folder.mkdir()
    chance = random.Random(3)
    for resource in (each for at in range(patients) for each in study_resources(chance, at)):
        with (folder / f"{resource['resourceType']}.ndjson").open("a", encoding="utf-8") as file:
            file.write(json.dumps(resource) + "\n")
    return folder


def told(out):
    """What a run and its intake say that they were made of."""
    of_run, of_intake = (
        json.loads((out / name).read_text(encoding="utf-8")) for name in ("run.json", "intake/made.json")
    )
    return of_run["input"], of_intake["of"]["input"]


def read_in(file, sizes):
    """Read a file in reads of some sizes, by turns, to its end."""
    found, at = b"", 0
    while True:
        held = bytearray(sizes[at % len(sizes)])
        read = file.readinto(held)
        if not read:
            return found
        found += held[:read]
        at += 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), PIECES, st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_a_file_that_is_read_has_the_digest_that_it_has_by_itself(tmp_path_factory, content, piece, sizes):
    path = tmp_path_factory.mktemp("some") / "some.ndjson"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "PIECE", piece)
        with DigestedFile(str(path)) as file:
            assert read_in(file, sizes) == content
            assert [file.pieces] == digests_in([str(path)])
            assert len(file.pieces) == 32 * max(-(-len(content) // piece), 1)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), PIECES, st.integers(1, 3))
def test_every_byte_of_a_packed_file_counts(tmp_path_factory, content, piece, members):
    path = tmp_path_factory.mktemp("some") / "some.ndjson.gz"
    path.write_bytes(gzip.compress(content) * members)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "PIECE", piece)
        with DigestedFile(str(path)) as file, unpacked(file, str(path)) as text:
            assert read_in(text, [17]) == content * members
            assert [file.pieces] == digests_in([str(path)])


def test_a_file_that_was_not_read_to_its_end_has_no_digest(tmp_path):
    path = tmp_path / "some.ndjson"
    path.write_bytes(b"abc")
    with DigestedFile(str(path)) as file:
        file.readinto(bytearray(3))
        assert file.pieces is None


def test_a_file_that_grows_ends_where_it_ended(tmp_path):
    path = tmp_path / "some.ndjson"
    path.write_bytes(b"abc")
    before = digests_in([str(path)])
    with DigestedFile(str(path)) as file:
        assert read_in(file, [10]) == b"abc"
        path.write_bytes(b"abcdef")
        assert read_in(file, [10]) == b""
        assert [file.pieces] == before != digests_in([str(path)])


def test_names_order_and_content_of_files_count(tmp_path):
    (tmp_path / "there").mkdir()
    one, two, same = (tmp_path / each for each in ("one", "two", "there/one"))
    for path, content in ((one, b"a"), (two, b""), (same, b"a")):
        path.write_bytes(content)
    one, two, same = map(str, (one, two, same))
    assert digest_of([one, two]) == digest_of([same, two])
    assert len({digest_of(each) for each in ([one, two], [two, one], [one], [one, one], [])}) == 5
    assert digest_of([one]) != digest_of([one], "columns")


def test_a_file_that_is_read_more_than_once_has_to_stay_as_it_is(tmp_path):
    path = tmp_path / "some.ndjson"
    path.write_bytes(b"abc")
    with unchanged(str(path)):
        path.read_bytes()
    with pytest.raises(RunError, match=r"some\.ndjson was changed while it was read"), unchanged(str(path)):
        path.write_bytes(b"abcd")


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([64, 1_000, digests.PIECE]), st.booleans())
def test_what_is_spread_has_the_digest_of_its_files(tmp_path_factory, chance, piece, is_quick):
    """Of lines that fit and that do not, of an empty file, without a last newline, and packed."""
    folder = tmp_path_factory.mktemp("some")
    source = study(folder / "export", 4)
    mangle(source, chance)
    (folder / "made").mkdir()
    how = Reading(load_rulebook(), DAY, ColumnMap(), str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digests, "PIECE", piece)
        patch.setattr(blocks, "AT_ONCE", 20_000)
        if not is_quick:
            patch.setattr(quick, "_MOST_SHAPES", 0)
        counted = spread_files(files(source), str(folder / "made"), how)
        assert counted.pieces == digests_in(files(source))
        assert digest_of_pieces(files(source), counted.pieces) == digest_of(files(source))


def mangle(source, chance):
    """Change each file of an export in one of the ways in which files are odd."""
    (source / "None.ndjson").write_bytes(b"")
    for path in sorted(source.iterdir()):
        content = path.read_bytes()
        match chance.randrange(6):
            case 0:
                path.write_bytes(content.rstrip(b"\n"))
            case 1:
                path.unlink()
                path.with_suffix(".ndjson.gz").write_bytes(gzip.compress(content))
            case 2:
                path.write_bytes(content + b'{"resourceType": "Condition", "co')
            case 3:
                path.write_bytes(content + b"x" * 30_000 + b"\n")
            case 4:
                # Then the whole file is read anew.
                path.write_bytes(content + b'{"resourceType":"Basic","Id":"x"}\n')


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_and_what_was_taken_apart_for_it_say_of_what(tmp_path, monkeypatch, jobs):
    monkeypatch.setattr(spreading_files, "_WORTH_BYTES", 0)
    monkeypatch.setattr(spreading_files, "_UNEVEN", 100)
    source, out = study(tmp_path / "export"), tmp_path / "out"
    mangle(source, random.Random(3))
    run(order(source, out, engine=COLUMNS, jobs=jobs))
    assert told(out) == (digest_of(files(source)),) * 2


def test_an_export_is_not_read_a_second_time_for_its_digest(tmp_path, monkeypatch):
    source = study(tmp_path / "export")
    known = digest_of(files(source))

    def read_again(*_):
        raise AssertionError("the export was digested by itself")

    monkeypatch.setattr(bulk, "digest_of", read_again)
    run(order(source, tmp_path / "out", engine=COLUMNS))
    assert told(tmp_path / "out") == (known, known)
    with pytest.raises(AssertionError, match="by itself"):
        run(order(source, tmp_path / "out", engine=COLUMNS))


def test_a_run_goes_on_and_one_of_a_file_that_was_changed_is_refused(tmp_path):
    source, out = study(tmp_path / "export"), tmp_path / "out"
    finished = run(order(source, out, engine=COLUMNS))
    assert run(order(source, out, engine=COLUMNS)) == finished
    path = source / "Patient.ndjson"
    path.write_bytes(path.read_bytes().replace(b"female", b"male"))
    with pytest.raises(RunError, match=r"holds another run: content of the input .* there, .* here"):
        run(order(source, out, engine=COLUMNS))
    run(order(source, out, engine=COLUMNS, restart=True))
    assert told(out) == (digest_of(files(source)),) * 2


@pytest.fixture
def patients(tmp_path):
    """An export of one file, of patients."""
    source = tmp_path / "export"
    source.mkdir()
    lines = (f'{{"resourceType":"Patient","id":"p{at:03}","birthDate":"1950-01-01"}}\n' for at in range(200))
    (source / "Patient.ndjson").write_text("".join(lines), encoding="utf-8")
    return source


def disturb(monkeypatch, what, name, path):
    """Have somebody write a patient more to a file whenever something is called."""
    undisturbed = getattr(what, name)

    def disturbed(*told):
        with path.open("a", encoding="utf-8") as file:
            file.write('{"resourceType":"Patient","id":"late","birthDate":"1950-01-01"}\n')
        return undisturbed(*told)

    monkeypatch.setattr(what, name, disturbed)


def test_a_file_that_is_written_to_while_it_is_read_counts_as_far_as_it_was_taken_apart(
    tmp_path, monkeypatch, patients
):
    path, out = patients / "Patient.ndjson", tmp_path / "out"
    monkeypatch.setattr(blocks, "AT_ONCE", 4_096)
    with monkeypatch.context() as patch:
        disturb(patch, Quick, "_taken", path)
        lines = run(order(patients, out, engine=COLUMNS))
    written = path.read_bytes()
    taken = sum(sum(line["account"]["Patient"].values()) for line in lines)
    assert 200 <= taken < written.count(b"\n")
    with pytest.raises(RunError, match="content of the input"):
        run(order(patients, out, engine=COLUMNS))
    path.write_bytes(b"".join(written.splitlines(keepends=True)[:taken]))
    assert told(out) == (digest_of(files(patients)),) * 2
    assert run(order(patients, out, engine=COLUMNS)) == lines


def test_a_file_that_is_written_to_while_it_is_read_carefully_ends_the_run(tmp_path, monkeypatch, patients):
    path, out = patients / "Patient.ndjson", tmp_path / "out"
    monkeypatch.setattr(quick, "_MOST_SHAPES", 0)
    with monkeypatch.context() as patch:
        disturb(patch, Spreader, "_read", path)
        with pytest.raises(RunError, match=r"Patient\.ndjson was changed while it was read"):
            run(order(patients, out, engine=COLUMNS))
    assert not (out / "run.json").exists() and not (out / "intake").exists()
    run(order(patients, out, engine=COLUMNS))
    assert told(out) == (digest_of(files(patients)),) * 2


def test_what_is_spread_later_has_to_be_what_the_run_began_with(tmp_path, patients):
    out = tmp_path / "out"
    run(order(patients, out, engine=COLUMNS))
    began_with, _ = told(out)
    shutil.rmtree(out / "intake")
    with (patients / "Patient.ndjson").open("ab") as file:
        file.write(b"\n")
    reading = Reading(load_rulebook(), DAY, ColumnMap(), str(out), digest=began_with)
    with pytest.raises(RunError, match="export was changed while it was read"):
        input_at(str(patients), reading).partitions(100)
    assert not (out / "intake").exists()


def test_what_was_taken_apart_without_a_run_is_used_by_one(tmp_path, patients):
    """`--explain` takes an export apart, too; so does a run that is killed before it has begun."""
    out = tmp_path / "out"
    reading = Reading(load_rulebook(), DAY, ColumnMap(), str(out))
    out.mkdir()
    assert input_at(str(patients), reading).find("p007") is not None
    made = (out / "intake" / "made.json").stat()
    run(order(patients, out, engine=COLUMNS))
    assert (out / "intake" / "made.json").stat().st_ino == made.st_ino
    assert told(out) == (digest_of(files(patients)),) * 2


@pytest.mark.parametrize("why", ["strangers", "remains", "another day", "another process"])
def test_what_can_be_refused_is_refused_before_anything_is_taken_apart(tmp_path, patients, why):
    out = tmp_path / "out"
    wanted = order(patients, out, engine=COLUMNS)
    with ExitStack() as stack:
        if why == "strangers":
            (out / "thesis.txt").write_text("mine")
        elif why == "remains":
            (out / "verdicts").mkdir()
            (out / "verdicts" / "000000.parquet").write_text("whose?")
        elif why == "another day":
            run(replace(wanted, as_of=date(2026, 11, 25)))
            shutil.rmtree(out / "intake")
        else:
            lock = RunLock(str(out), Share())
            lock.take()
            stack.callback(lock.release)
        with pytest.raises(RunError):
            run(wanted)
    assert not (out / "intake").exists() and not (out / "intake.part").exists()


def test_shares_of_an_export_begin_with_the_same_digest(tmp_path, patients):
    out = tmp_path / "out"
    for at in range(2):
        run(order(patients, out, engine=COLUMNS, partition_patients=100, share=Share(at, 2)))
    shared = verdicts(out)
    assert told(out) == (digest_of(files(patients)),) * 2
    run(order(patients, tmp_path / "whole", engine=COLUMNS, partition_patients=100))
    assert shared == verdicts(tmp_path / "whole")
