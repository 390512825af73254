"""The source of osteon as text and as trees, read once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ENGINE = TOP / "engine" / "osteon"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the engine, by its path from the engine's root."""
    return {
        path.relative_to(ENGINE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ENGINE.rglob("*.py"))
    }


def below_the_doors() -> dict[str, ast.Module]:
    return {name: tree for name, tree in modules().items() if not name.startswith("doors/")}


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    """Lines of a function without its docstring: explaining more should never cost a function."""
    start, documented = node.lineno, ast.get_docstring(node) is not None
    told = (node.body[0].end_lineno or 0) - node.body[0].lineno + 1 if documented else 0
    return (node.end_lineno or start) - start + 1 - told


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that a checkout brings with it, or would if it were committed now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        return tuple(_files_of_an_archive())
    return tuple(path for name in listed.stdout.splitlines() if (path := TOP / name).is_file())


def _files_of_an_archive() -> Iterator[Path]:
    # A source distribution has no git; what it has was chosen in pyproject.toml.
    for path in sorted(TOP.rglob("*")):
        inside = path.relative_to(TOP).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in inside):
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Every kept text file: its path from the top, and what it says."""
    for path in kept_files():
        try:
            yield path.relative_to(TOP).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
