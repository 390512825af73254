"""Sentences about the command line, which is run as the program that a user would run."""

import json
import shlex

from osteon.verification.spec.registry import given, then, when
from osteon.verification.spec.scene import Scene
from osteon.verification.spec.unmet import Unmet

ESCAPE = "\x1b"


def run(scene: Scene, arguments: str, typed: str = "") -> None:
    """Run `osteon` in the scene's folder; PACK stands for the folder of a damaged pack."""
    words = [str(scene.pack) if word == "PACK" else word for word in shlex.split(arguments)]
    scene.finished = scene.doors.run(words, scene.folder, typed)


@given('a file "{name:Quoted}" that holds:')
def file_that_holds(scene: Scene, name: str, text: str) -> None:
    (scene.folder / name).write_text(text + "\n", encoding="utf-8")


@when('the command "osteon {arguments:Quoted}" is run')
def command_is_run(scene: Scene, arguments: str) -> None:
    run(scene, arguments)


@when('the document is piped into "osteon {arguments:Quoted}"')
def document_is_piped(scene: Scene, arguments: str) -> None:
    run(scene, arguments, scene.document)


@when('the command "osteon {arguments:Quoted}" is run and answered with:')
def command_is_answered(scene: Scene, arguments: str, text: str) -> None:
    run(scene, arguments, text + "\n")


@when('the output of "osteon {arguments:Quoted}" is piped into "osteon {more:Quoted}"')
def output_is_piped(scene: Scene, arguments: str, more: str) -> None:
    run(scene, arguments)
    run(scene, more, scene.ran().stdout)


@then("it exits with code {code:Whole}")
def exits_with(scene: Scene, code: int) -> None:
    finished = scene.ran()
    if finished.returncode != code:
        raise Unmet(f"it exits with code {finished.returncode}", tuple(finished.stderr.splitlines()))


@then('it prints "{text:Quoted}"')
def prints(scene: Scene, text: str) -> None:
    finished = scene.ran()
    # Where a line is broken depends on the width of the terminal, and on nothing that is claimed here.
    if text not in finished.stdout and text not in " ".join(finished.stdout.split()):
        raise Unmet("it prints:", tuple((finished.stdout + finished.stderr).splitlines()))


@then('it complains "{text:Quoted}"')
def complains(scene: Scene, text: str) -> None:
    if text not in scene.ran().stderr:
        raise Unmet("it complains:", tuple(scene.ran().stderr.splitlines()))


@then("it prints no flag")
def prints_no_flag(scene: Scene) -> None:
    printed = [rule for rule in scene.rulebook.rules if rule in scene.ran().stdout]
    if printed:
        raise Unmet(f"it prints {', '.join(printed)}")


@then("it prints the id of every rule")
def prints_every_rule(scene: Scene) -> None:
    missing = [rule for rule in scene.rulebook.rules if rule not in scene.ran().stdout]
    if missing:
        raise Unmet(f"it does not print {', '.join(missing)}")


@then("it prints no colour")
def prints_no_colour(scene: Scene) -> None:
    printed = scene.ran().stdout
    if not printed or ESCAPE in printed:
        raise Unmet("it prints something that steers a terminal" if printed else "it prints nothing")


@then("it prints JSON")
def prints_json(scene: Scene) -> None:
    if not read_json(scene.ran().stdout):
        raise Unmet("what it prints is JSON, and empty")


@then("it prints {count:Whole} lines of JSON")
def prints_lines_of_json(scene: Scene, count: int) -> None:
    lines = [read_json(line) for line in scene.ran().stdout.splitlines()]
    if len(lines) != count:
        raise Unmet(f"it prints {len(lines)} lines of JSON")


@then("it prints JSON in which the flags are exactly {flags:Flags}")
def prints_flags(scene: Scene, flags: frozenset[tuple[str, str]]) -> None:
    printed = read_json(scene.ran().stdout)
    report = printed[0]["report"] if isinstance(printed, list) else printed
    found = frozenset((advisory["rule_id"], advisory["severity"]) for advisory in report["advisories"])
    if found != flags:
        raise Unmet(f"the flags are {', '.join(f'{flag} ({severity})' for flag, severity in sorted(found))}")


def read_json(
    text: str,
) -> "dict[str, list[dict[str, str]]] | list[dict[str, dict[str, list[dict[str, str]]]]]":
    """Read what was printed.

    Raises Unmet if it is not JSON.
    """
    try:
        return json.loads(text)  # type: ignore[no-any-return]  # as a report is printed
    except json.JSONDecodeError as problem:
        raise Unmet(f"this is not JSON: {problem}", tuple(text.splitlines())) from problem
