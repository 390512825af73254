"""Opening a pack again is quick, and never gives yesterday's rules."""

import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from osteon.basics.errors import PackError
from osteon.knowledge import shelf
from osteon.knowledge.read import read_rulebook
from osteon.knowledge.shelf import load_rulebook
from tests.unit.knowledge.packs import contents, laid_out

ENGINE = Path(shelf.__file__).parents[2]
RULE = "bones/high-dose-d3.yaml"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("OSTEON_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def opened_elsewhere(pack: Path, show: str, engine: Path = ENGINE) -> str:
    """Open the pack in a process of its own and return what it prints."""
    opening = (
        f"import sys\nfrom osteon.knowledge.shelf import load_rulebook\nbook = load_rulebook({str(pack)!r})"
    )
    environment = {**os.environ, "PYTHONPATH": str(engine), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", f"{opening}\n{show}"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.strip()


def swapped(file: Path, old: bytes, new: bytes) -> None:
    """Change a file without changing its size or its times."""
    assert len(old) == len(new)
    times = file.stat()
    file.write_bytes(file.read_bytes().replace(old, new))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


TITLE = "print(book.rules['high-dose-d3'].title)"
READ_AGAIN = "print('osteon.knowledge.read' in sys.modules)"


def test_a_loaded_rulebook_is_what_reading_gives(pack: Path) -> None:
    assert contents(load_rulebook(pack)) == contents(read_rulebook(str(pack)))


def test_the_same_contents_give_the_same_object(pack: Path) -> None:
    assert load_rulebook(pack) is load_rulebook(pack)


def test_threads_share_one_rulebook(pack: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        books = list(pool.map(load_rulebook, [pack] * 32))
    assert len({id(book) for book in books}) == 1


def test_the_second_process_does_not_read_again(pack: Path) -> None:
    assert opened_elsewhere(pack, READ_AGAIN) == "True"
    assert opened_elsewhere(pack, READ_AGAIN) == "False"


def test_the_second_process_has_the_same_rulebook(pack: Path) -> None:
    everything = "from osteon.knowledge.stored import store\nprint(repr(store(book)))"
    assert opened_elsewhere(pack, everything) == opened_elsewhere(pack, everything)


def test_opening_again_imports_nothing_heavy(pack: Path) -> None:
    heavy = ("pydantic", "yaml", "pathlib", "typing_extensions", "importlib.resources", "hashlib", "json")
    opened_elsewhere(pack, "")
    assert opened_elsewhere(pack, f"print([name for name in {heavy} if name in sys.modules])") == "[]"


def test_a_changed_rule_is_read_though_size_and_time_are_the_same(pack: Path) -> None:
    opened_elsewhere(pack, "")
    swapped(pack / RULE, b"High-dose vitamin D without", b"Some-dose vitamin D without")
    assert opened_elsewhere(pack, TITLE).startswith("Some-dose")


def test_a_changed_rule_is_read_in_a_process_that_goes_on(pack: Path) -> None:
    load_rulebook(pack)
    swapped(pack / RULE, b"High-dose vitamin D without", b"Some-dose vitamin D without")
    assert load_rulebook(pack).rules["high-dose-d3"].title.startswith("Some-dose")


def test_a_new_file_is_noticed(pack: Path) -> None:
    load_rulebook(pack)
    (pack / "bones" / "evil.py").write_text("")
    with pytest.raises(PackError, match=r"only \.yaml and \.md"):
        load_rulebook(pack)


def test_a_link_to_a_folder_is_refused(pack: Path) -> None:
    (pack / "elsewhere").symlink_to(pack / "bones", target_is_directory=True)
    with pytest.raises(PackError):
        load_rulebook(pack)


def test_a_changed_engine_reads_again(pack: Path, tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(ENGINE / "osteon", engine / "osteon", ignore=shutil.ignore_patterns("__pycache__"))
    opened_elsewhere(pack, "", engine)
    swapped(engine / "osteon" / "knowledge" / "places.py", b"a brace stands alone", b"a brace stands apart")
    assert opened_elsewhere(pack, READ_AGAIN, engine) == "True"


def test_an_engine_without_source_does_not_trust_what_is_stored(pack: Path, tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    shutil.copytree(ENGINE / "osteon", engine / "osteon", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "compileall", "-qb", str(engine)], check=True)
    for source in engine.rglob("*.py"):
        source.unlink()
    opened_elsewhere(pack, "", engine)
    assert opened_elsewhere(pack, READ_AGAIN, engine) == "True"


def test_the_folders_name_is_part_of_what_is_stored(pack: Path) -> None:
    load_rulebook(pack)
    renamed = pack.rename(pack.with_name("knowledge"))
    assert load_rulebook(renamed).rules["high-dose-d3"].file == "knowledge/bones/high-dose-d3.yaml"


@pytest.mark.parametrize("damage", [b"", b"x", b"osteon rulebook 2\n" + bytes(64)])
def test_a_damaged_store_is_passed_over(pack: Path, kept: Path, damage: bytes) -> None:
    opened_elsewhere(pack, "")
    for stored in kept.iterdir():
        stored.write_bytes(damage)
    assert opened_elsewhere(pack, TITLE).startswith("High-dose")


def test_every_flipped_byte_is_noticed(pack: Path, kept: Path) -> None:
    opened_elsewhere(pack, "")
    (stored,) = kept.iterdir()
    sound = stored.read_bytes()
    from osteon.knowledge import cache

    key = stored.name.removeprefix("rulebook-")
    for at in range(0, len(sound), 97):
        stored.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert cache.fetch(key) is None
    stored.write_bytes(sound)
    assert cache.fetch(key) is not None


def test_a_store_that_others_may_write_is_passed_over(pack: Path, kept: Path) -> None:
    opened_elsewhere(pack, "")
    (stored,) = kept.iterdir()
    stored.chmod(0o666)
    assert opened_elsewhere(pack, READ_AGAIN) == "True"


def test_the_store_is_private(pack: Path, kept: Path) -> None:
    opened_elsewhere(pack, "")
    (stored,) = kept.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600


def test_where_nothing_can_be_written_the_pack_is_still_read(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("OSTEON_CACHE", str(blocked / "cache"))
    assert opened_elsewhere(pack, TITLE).startswith("High-dose")


def test_only_a_few_rulebooks_are_kept(pack: Path, kept: Path) -> None:
    for number in range(12):
        (pack / "README.md").write_text(f"# {number}\n")
        load_rulebook(pack)
    assert len(list(kept.iterdir())) == 8


def test_a_pack_with_mistakes_is_never_stored(pack: Path, kept: Path) -> None:
    (pack / "pack.yaml").write_text("id: small\n")
    with pytest.raises(PackError):
        load_rulebook(pack)
    assert not kept.exists()
