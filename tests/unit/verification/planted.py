"""Feature files with one trap each, and the fault that must be found on which line.

Every one of them was seen to pass, or to be left out, under a runner that reported success.
"""

SOUND = """\
Feature: Rows
  Why it matters, in free words. The first of them is not a step.

  @rule_vka_natto
  Rule: Natto

    Scenario Outline: Seen <eaten>
      Given who takes warfarin
      And who eats <eaten> of natto a week
      When the profile is evaluated
      Then the flag "vka-natto" is raised

      Examples: Much and little
        | eaten      |
        | 1 serving  |
        | 3 servings |
"""


def scenario(*steps, name="A", head="Scenario"):
    return "\n".join([f"  {head}: {name}", *(f"    {step}" for step in steps), ""])


ASK = "When the profile is evaluated"
CLAIM = "Then no flag is raised"


def feature(*parts):
    return "Feature: Rows\n" + "\n".join(parts)


def outline(examples, *steps):
    return feature(scenario(*steps, head="Scenario Outline") + examples)


AGED = ("Given who is <age> years old", ASK, CLAIM)

PLANTED = {
    # T1: two scenarios of one name
    "two scenarios of one name": (feature(scenario(ASK, CLAIM), scenario(ASK, CLAIM)), 6, "name-twice"),
    "two scenarios of one name in two blocks": (
        feature("  Rule: One", scenario(ASK, CLAIM), "  Rule: Two", scenario(ASK, CLAIM)),
        8,
        "name-twice",
    ),
    # T2: a misspelt step, a scenario without steps or without a claim
    "a misspelt Given": (
        feature(scenario("Givn who takes warfarin", ASK, CLAIM)),
        3,
        "hidden-step",
    ),
    "a Then with a colon": (feature(scenario("Then: no flag is raised", ASK, CLAIM)), 3, "hidden-step"),
    "a step in small letters": (feature(scenario("given who takes warfarin", ASK, CLAIM)), 3, "hidden-step"),
    "a misspelt Scenario": (
        feature("  Scenaro: Lost", "", scenario(ASK, CLAIM)),
        2,
        "hidden-step",
    ),
    "a misspelt step in a block": (
        feature("  Rule: One", "    Wen the profile is evaluated", scenario(ASK, CLAIM)),
        3,
        "hidden-step",
    ),
    "a scenario without steps": (feature(scenario()), 2, "no-steps"),
    "a scenario without Then": (feature(scenario("Given who takes warfarin", ASK)), 2, "no-then"),
    "a scenario without When": (feature(scenario("Given who takes warfarin", CLAIM)), 2, "no-when"),
    "a scenario that asks twice": (feature(scenario(ASK, ASK, CLAIM)), 2, "no-when"),
    # T7: a step that nobody defined
    "a sentence that does not exist": (
        feature(scenario("Given who swallows warfarin", ASK, CLAIM)),
        3,
        "no-such-sentence",
    ),
    "a table below a sentence that reads none": (
        feature(scenario(ASK, CLAIM, "  | flag |")),
        4,
        "no-such-sentence",
    ),
    "a sentence without its table": (
        feature(scenario(ASK, "Then the flags are exactly:")),
        4,
        "no-such-sentence",
    ),
    "a sentence of another kind": (
        feature(scenario("Given the profile is evaluated", ASK, CLAIM)),
        3,
        "no-such-sentence",
    ),
    # T9: outlines without rows
    "an outline without examples": (outline("", *AGED), 2, "no-rows"),
    "examples without rows": (outline("    Examples: None\n      | age |\n", *AGED), 6, "no-rows"),
    "examples without a head": (outline("    Examples: None\n", *AGED), 6, "no-rows"),
    # T10: tags that cannot be selected
    "a tag with a colon": (feature("  @rule:vka-natto", scenario(ASK, CLAIM)), 2, "strange-tag"),
    "a tag with a bracket": (feature("  @only(adults)", scenario(ASK, CLAIM)), 2, "strange-tag"),
    # T11: files without a feature, and a feature within a feature
    "an empty file": ("", 1, "no-feature"),
    "nothing but comments": ("# Feature: later\n", 1, "no-feature"),
    "a feature without scenarios": (feature("  Some words.\n"), 1, "no-scenario"),
    "a second feature as a description": (
        "Feature: One\nFeature: Two\n" + scenario(ASK, CLAIM),
        2,
        "hidden-step",
    ),
    "not Gherkin at all": ("Scenario: without a feature\n", 1, "not-gherkin"),
    # T12: columns of examples
    "a column twice": (
        outline("    Examples: Two\n      | age | age |\n      | 1   | 2   |\n", *AGED),
        7,
        "column-twice",
    ),
    "a column that fills nothing": (
        outline("    Examples: Two\n      | age | sex |\n      | 1   | man |\n", *AGED),
        7,
        "idle-column",
    ),
    "a gap without a column": (
        outline("    Examples: One\n      | sex |\n      | man |\n", *AGED),
        3,
        "unfilled-gap",
    ),
    "a gap in a plain scenario": (feature(scenario(*AGED)), 3, "unfilled-gap"),
    "a gap in a text of a plain scenario": (
        feature(scenario("Given the profile document:", '"""', "<dose>", '"""', ASK, CLAIM)),
        3,
        "unfilled-gap",
    ),
    "a gap in a background": (
        feature("  Background:", "    Given who is <age> years old", scenario(ASK, CLAIM)),
        3,
        "gap-in-background",
    ),
    # T13: a row twice
    "a row twice": (
        outline("    Examples: Two\n      | age |\n      | 1   |\n      | 1   |\n", *AGED),
        9,
        "row-twice",
    ),
    "a row in two tables": (
        outline(
            "    Examples: One\n      | age |\n      | 1   |\n    Examples: Two\n      | age |\n      | 1   |\n",
            *AGED,
        ),
        11,
        "row-twice",
    ),
    # Rules
    "a flag that no rule has": (
        feature(scenario(ASK, 'Then the flag "vka-nato" is raised')),
        4,
        "no-such-rule",
    ),
    "a flag in a table that no rule has": (
        feature(scenario(ASK, "Then the flags are exactly:", "  | flag | severity |", "  | vka-nato | info |")),
        4,
        "no-such-rule",
    ),
    "flags in a line that no rule has": (
        feature(scenario(ASK, "Then the flags are exactly vka-nato (critical)")),
        4,
        "no-such-rule",
    ),
    "a block for a rule that does not exist": (
        feature("  @rule_vka_nato", "  Rule: Natto", scenario(ASK, CLAIM)),
        2,
        "no-such-rule",
    ),
    "two blocks for one rule": (
        feature(
            "  @rule_vka_natto", "  Rule: One", scenario(ASK, CLAIM),
            "  @rule_vka_natto", "  Rule: Two", scenario(ASK, CLAIM, name="B"),
        ),
        8,
        "two-blocks",
    ),
}  # fmt: skip
