"""The one thing that happens in a clinical scenario."""

from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.registry import when
from osteon.verification.spec.scene import Scene


@when("the profile is evaluated")
def evaluated(scene: Scene) -> None:
    scene.answer.report = scene.evaluate(TODAY)


@when("the profile is evaluated as of {on:Day}")
def evaluated_as_of(scene: Scene, on: str) -> None:
    scene.answer.report = scene.evaluate(on)
