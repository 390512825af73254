"""Pages of the documentation, their fenced blocks, and what comes out when a block is run.

Three kinds of block are run, in the order of the page:

- `python`: executed, all blocks of a page in one namespace. A `text` block right behind it is what it prints.
- `console`: each line that begins with `$ ` is a command, the lines below it are what it prints.
- `yaml` or `gherkin` that opens with `# rules/...`, `# examples/...` or `# features/...`: written to that place.

They run in a folder of their own, with a copy of `rules/`, `examples/` and `features/`. `sh` blocks need a compiler, a
network or an hour, and are only checked for targets of the Makefile that do not exist.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.house import TOP, kept_files

RUN = {"python", "console", "yaml", "gherkin"}
READ = {"", "text", "sh", "json", "toml"}
PROGRAMS = {"osteon", "cat", "echo", "grep", "head", "printf", "sed", "tail"}

_FENCE = re.compile(r"^```(?P<language>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and where the text stands in the page."""

    language: str
    text: str
    start: int
    line: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pages() -> list[str]:
    """Every page of documentation that a checkout brings with it, from the top."""
    names = (path.relative_to(TOP) for path in kept_files() if path.suffix == ".md")
    return sorted(
        name.as_posix()
        for name in names
        if name.parts[0] in {"docs", "rules", "examples"} or len(name.parts) == 1
    )


def blocks(page: str) -> list[Block]:
    return [
        Block(found["language"], found["text"], found.start("text"), page.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(page)
    ]


def folder_to_run_in(folder: Path) -> Path:
    for name in ("rules", "examples", "features"):
        shutil.copytree(TOP / name, folder / name)
    return folder


def as_it_should_read(page: str, folder: Path) -> str:
    """Run a page's blocks in a folder and return the page with what really comes out."""
    found, namespace = blocks(page), {"__name__": "page"}
    put: list[tuple[Block, str]] = []
    for at, block in enumerate(found):
        match block.language:
            case "yaml" | "gherkin":
                write_if_it_has_a_place(block, folder)
            case "console":
                put.append((block, "".join(_answers(block, folder))))
            case "python":
                printed = _printed(block, folder, namespace)
                following = found[at + 1] if at + 1 < len(found) else None
                if following and _is_its_output(page, block, following):
                    put.append((following, printed))
    for block, text in reversed(put):
        page = page[: block.start] + text + page[block.end :]
    return page


def _is_its_output(page: str, block: Block, following: Block) -> bool:
    return following.language == "text" and page[block.end : following.start].split() == ["```", "```text"]


def write_if_it_has_a_place(block: Block, folder: Path) -> None:
    place = re.match(r"# ((?:rules|examples|features)/[\w./-]+\.(?:yaml|feature))\n", block.text)
    if place:
        path = folder / place[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text.partition("\n")[2], encoding="utf-8")


def _answers(block: Block, folder: Path) -> Iterator[str]:
    for command in re.findall(r"^\$ (.*(?:\n> .*)*)\n?", block.text, re.MULTILINE):
        yield f"$ {command}\n"
        yield _output(command.replace("\n> ", "\n"), folder)


def _output(command: str, folder: Path) -> str:
    programs = {part.split()[0] for part in re.split(r"\s(?:[|][|]?|&&)\s", command)}
    assert programs <= PROGRAMS, f"only {', '.join(sorted(PROGRAMS))} are run, not {command!r}"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines())


def _printed(block: Block, folder: Path, namespace: dict[str, object]) -> str:
    printed = io.StringIO()
    code = compile("\n" * block.line + block.text, "a python block", "exec")
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(code, namespace)
    return printed.getvalue()
