"""`python -m osteon` is `osteon`."""

from osteon.doors.cli import command

command()
