"""Sentences about every patient there can be: they are proved, not tried on a few."""

from osteon.verification.spec.everybody import (
    NEVER,
    SO,
    SO_OR_UNKNOWN,
    SOME,
    STAYS,
    UNKNOWN,
    Claim,
    Universal,
    Whom,
)
from osteon.verification.spec.registry import given, then, when
from osteon.verification.spec.scene import Scene, Table, rows_of
from osteon.verification.spec.unmet import Unmet


@given("any patient")
def anybody(scene: Scene) -> None:
    scene.whom.clear()


@given("of whom it is so that the patient {phrase:Phrase}")
def so(scene: Scene, phrase: str) -> None:
    scene.whom.append(Whom(phrase, SO))


@given("of whom it is so or not known that the patient {phrase:Phrase}")
def so_or_unknown(scene: Scene, phrase: str) -> None:
    scene.whom.append(Whom(phrase, SO_OR_UNKNOWN))


@given("of whom it is not known whether the patient {phrase:Phrase}")
def unknown(scene: Scene, phrase: str) -> None:
    scene.whom.append(Whom(phrase, UNKNOWN))


@given("in whom {number:Phrase} is {relation:Relation} {limit:Limit}")
def number(scene: Scene, number: str, relation: str, limit: str) -> None:
    scene.whom.append(Whom(number, SO, relation, limit))


@when("the rules are held against every patient")
def held_against_everybody(scene: Scene) -> None:
    scene.becomes.clear()


@when("it becomes known that the patient {phrase:Phrase}")
def becomes_known(scene: Scene, phrase: str) -> None:
    scene.becomes.append(phrase)


@then('for nobody is the flag "{flag:Flag}" {outcomes:Outcomes}')
def for_nobody(scene: Scene, flag: str, outcomes: tuple[str, ...]) -> None:
    _prove(scene, Claim(NEVER, (flag,), outcomes))


@then("for everybody one of these flags is raised or undecided:")
def for_everybody(scene: Scene, table: Table) -> None:
    flags = tuple(row[0] for row in rows_of(table, "flag"))
    _prove(scene, Claim(SOME, flags, ("raised", "undecided")))


@then("no {severity:Severity} flag disappears")
def none_disappears(scene: Scene, severity: str) -> None:
    _prove(scene, Claim(STAYS, (), severity=severity))


@then("no {severity:Severity} flag disappears, except:")
def none_disappears_except(scene: Scene, severity: str, table: Table) -> None:
    flags = tuple(row[0] for row in rows_of(table, "flag"))
    _prove(scene, Claim(STAYS, flags, severity=severity))


def _prove(scene: Scene, claim: Claim) -> None:
    if scene.doors.disprove is None:
        raise Unmet("nothing can be proved here: this runner has no prover")
    found = scene.doors.disprove(scene.rulebook, Universal(tuple(scene.whom), tuple(scene.becomes), claim))
    if found is not None:
        raise Unmet(f"this is not true of every patient:\n{found}")
