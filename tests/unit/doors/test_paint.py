"""Colour where it is welcome, and lines that fit."""

import io

import pytest

from osteon.doors.rendering.paint import colour_welcome, columns_of, width_of, wrapped


class Terminal(io.StringIO):
    def isatty(self):
        return True


PIPE = io.StringIO


@pytest.mark.parametrize(
    ("stream", "environment", "welcome"),
    [
        (Terminal, {"TERM": "xterm"}, True),
        (Terminal, {}, True),
        (Terminal, {"TERM": "dumb"}, False),
        (Terminal, {"NO_COLOR": "1"}, False),
        (Terminal, {"NO_COLOR": ""}, True),
        (PIPE, {}, False),
        (PIPE, {"FORCE_COLOR": "1"}, True),
        (PIPE, {"FORCE_COLOR": "0"}, False),
        (PIPE, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_used_where_it_is_welcome(stream, environment, welcome):
    assert colour_welcome(stream(), environment) is welcome


@pytest.mark.parametrize(
    ("columns", "width"), [("", 80), ("60", 60), ("10", 40), ("400", 100), ("wide", 80), ("0", 80), ("²", 80)]
)
def test_the_width_is_that_of_the_terminal_within_reason(columns, width):
    assert width_of(PIPE(), {"COLUMNS": columns}) == width


def test_wide_letters_take_two_columns():
    assert columns_of("グラケー") == 8
    assert columns_of("é") == columns_of("e\u0301") == 1
    assert [columns_of(line) for line in wrapped("グラケー " * 4, 20)] == [17, 17]


def test_a_long_word_is_broken():
    assert wrapped("a" * 25, 10, "- ") == ["- aaaaaaaa", "  aaaaaaaa", "  aaaaaaaa", "  a"]
