"""Prints an HTML page as PDF with a browser that is installed anyway: Chromium, without a window."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_LONGEST = 120


class PrintingFailed(Exception):
    """There is no browser, or it did not print; the message says which."""


def browser() -> str:
    """Return the path of an installed browser, or "" if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def print_pdf(page: str, path: str) -> None:
    """Print an HTML page to a PDF file, which appears when it is complete.

    Raises PrintingFailed.
    """
    program = browser()
    if not program:
        raise PrintingFailed("printing a PDF needs Chromium (Debian: apt install chromium); or write .html")
    with tempfile.TemporaryDirectory(prefix="osteon-book-") as name:
        folder = Path(name)
        (folder / "book.html").write_text(page, encoding="utf-8")
        ran = run_browser(program, folder, f"--print-to-pdf={folder / 'book.pdf'}", "--no-pdf-header-footer")
        if ran.returncode or not (folder / "book.pdf").is_file():
            last = (ran.stderr.strip().splitlines() or ["it says nothing"])[-1]
            raise PrintingFailed(f"{program} did not print the page: {last}")
        try:
            shutil.copyfile(folder / "book.pdf", f"{path}.part")
            os.replace(f"{path}.part", path)
        except OSError as problem:
            raise PrintingFailed(f"{path} cannot be written: {problem.strerror}") from problem


def run_browser(program: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a browser without a window on `book.html` of a folder, with a profile of its own.

    Raises PrintingFailed if it takes longer than two minutes.
    """
    # As root Chromium refuses to run with its sandbox; the page is ours and has no scripts.
    sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command = [
        program, "--headless", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}",
        *sandbox, *options, (folder / "book.html").as_uri(),
    ]  # fmt: skip
    try:
        return subprocess.run(  # noqa: S603  # a browser on a page of our own
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise PrintingFailed(f"{program} did not finish within {_LONGEST} seconds") from problem
