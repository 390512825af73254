"""The words of instructions to patients, as tables: numbers, pieces, and how often.

A reviewer can tick them off. What stands in none of them is not understood, and
nobody guesses. "Biweekly" is left out on purpose: it means two things.
"""

NUMBER_WORDS = {
    "half": "0.5", "a half": "0.5", "one half": "0.5", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12",
    "fourteen": "14", "1/2": "0.5", "\u00bd": "0.5", "1/4": "0.25", "\u00bc": "0.25",
    "one and a half": "1.5", "1 1/2": "1.5", "1\u00bd": "1.5", "half a": "0.5", "half of a": "0.5",
    "1/2 a": "0.5", "1/2 of a": "0.5",
}  # fmt: skip
PIECES = {
    "tsp": (5, "mL"), "teaspoon": (5, "mL"), "teaspoons": (5, "mL"), "teaspoonful": (5, "mL"),
    "tbsp": (15, "mL"), "tablespoon": (15, "mL"), "tablespoons": (15, "mL"), "puff": (1, "dose"),
    "puffs": (1, "dose"), "patch": (1, "dose"), "patches": (1, "dose"), "t": (1, "tablet"), "tbl": (1,
    "tablet"),
    "cc": (1, "mL"), "gtt": (1, "drop"), "gtts": (1, "drop"),
}  # fmt: skip
_ONCE = (
    "once daily", "once a day", "once per day", "once every day", "1 time daily", "1 time a day",
    "1 time per day", "one time daily", "daily", "every day", "each day", "per day", "a day", "/day", "/d",
    "qd", "q.d.", "od", "every morning", "each morning", "every evening", "each evening", "every night",
    "each night", "nightly", "at night", "in the morning", "in the evening", "at bedtime", "bedtime", "qhs",
    "hs", "qam", "qpm", "before breakfast", "after breakfast", "with breakfast", "at breakfast", "at noon",
    "with lunch", "with dinner", "with supper", "with the evening meal", "mornings", "q24h", "q 24 h", "mane",
    "nocte",
)  # fmt: skip
_TWICE = (
    "twice daily", "twice a day", "twice per day", "2 times daily", "2 times a day", "2 times per day",
    "2x/day", "2x daily", "2x a day", "bid", "b.i.d.", "b.i.d", "bd", "morning and evening",
    "morning and night", "morning and at bedtime", "in the morning and evening",
    "in the morning and at night",
    "every morning and evening", "every morning and at bedtime", "with breakfast and dinner",
)  # fmt: skip
_THRICE = (
    "3 times daily", "3 times a day", "3 times per day", "thrice daily", "3x/day", "3x daily", "tid",
    "t.i.d.",
    "t.i.d", "tds", "before each meal", "with each meal", "before every meal", "with every meal",
    "after each meal",
)  # fmt: skip
_FOUR = (
    "4 times daily", "4 times a day", "4 times per day", "4x/day", "4x daily", "qid", "q.i.d.", "q.i.d",
    "qds",
)  # fmt: skip
_SECOND = (
    "every other day",
    "every second day",
    "on alternate days",
    "alternate days",
    "qod",
    "q.o.d.",
    "eod",
)
_WEEK = ("once weekly", "once a week", "once per week", "weekly", "every week", "each week", "per week",
         "/week", "1 time a week", "qw", "qwk", "q week")  # fmt: skip
_MONTH = ("once monthly", "once a month", "once per month", "monthly", "every month", "each month", "/month")
PHRASES: dict[str, tuple[int, int]] = {
    phrase: often
    for often, phrases in (
        ((1, 1), _ONCE), ((2, 1), _TWICE), ((3, 1), _THRICE), ((4, 1), _FOUR), ((1, 2), _SECOND),
        ((1, 7), _WEEK), ((2, 7), ("twice weekly", "twice a week", "twice per week")), ((1, 30), _MONTH),
        ((2, 30), ("twice monthly", "twice a month")), ((1, 14), ("fortnightly", "every fortnight")),
        ((1, 365), ("yearly", "once a year", "annually")), ((1, 90), ("quarterly",)),
    )
    for phrase in phrases
}  # fmt: skip
IGNORED = frozenset(
    (
        "", "take", "give", "po", "p.o", "by", "mouth", "orally", "oral", "with", "without", "water",
        "food", "meal",
        "meals", "a", "an", "the", "of", "or", "and", "at", "on", "in", "each", "your", "to", "be",
        "use", "as",
        "directed", "wf",
    )
)  # fmt: skip
"""Words that change neither how much nor how often."""

CHANGING = (
    r"then|taper\w*|titrat\w*|escalat\w*|increas\w*|decreas\w*|"
    r"reduc\w*|followed by|skip|except|alternat\w+ with|"
    r"sliding scale|loading|not|never|stop|hold|discontinu\w*"
)
"""Words after which no single number holds for every day."""

WEEKDAYS = (
    r"\b(?:on |every |each )?(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)"
    r"(?:days?|nesdays?|sdays?|rsdays?|urdays?)?\b"
)
