"""`python -m osteon.doors.cli` is `osteon`."""

from osteon.doors.cli import command

command()
