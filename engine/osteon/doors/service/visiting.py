"""A reader before the pages, in this process: finds fields by their labels, fills them in, presses buttons.

The features speak of the pages through it, and see what somebody without JavaScript sees.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser

from starlette.testclient import TestClient

from osteon.basics.records import dataclass, field
from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.settings import Settings
from osteon.knowledge.models import Rulebook
from osteon.verification.spec.unmet import Unmet

_VOID = {"meta", "br", "hr", "img", "link", "input", "rect", "path", "circle"}


@dataclass(slots=True)
class Element:
    """One element of a page, with what stands in it."""

    tag: str
    told: dict[str, str]
    inside: "list[Element | str]" = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the words in it, on one line."""
        parts = [each if isinstance(each, str) else each.words for each in self.inside]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", **told: str) -> "Iterator[Element]":
        """Yield the elements in it of this tag that have these attributes."""
        for each in self.inside:
            if isinstance(each, Element):
                if tag in ("", each.tag) and told.items() <= each.told.items():
                    yield each
                yield from each.all(tag, **told)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


class Visit:
    """One reader, from page to page. Raises Unmet where a page does not hold what is looked for."""

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        settings = Settings(engine="reference", dev=True, time_limit=60)
        noon = datetime.combine(day, time(12), UTC)
        app = create_app(settings, service=Service(settings, rulebook=rulebook, clock=lambda: noon))
        self._client = TestClient(app)
        self.page = Element("", {})

    @property
    def words(self) -> str:
        """Return everything that stands on the page."""
        return self.page.words

    @property
    def flags(self) -> frozenset[tuple[str, str]]:
        """Return the advisories of the page: id and severity."""
        return frozenset((each.told["id"], each.told["class"]) for each in self.page.all("article"))

    @property
    def questions(self) -> tuple[str, ...]:
        """Return what the page asks, in its order."""
        return tuple(each.words for each in self.page.all("p") if each.told.get("class") == "ask")

    def go(self, address: str) -> None:
        """Open an address."""
        self._show(self._client.get(address).text)

    def enter(self, told: Mapping[str, str]) -> None:
        """Fill in the fields of these labels and send the form; semicolons part the entries of a list."""
        self.go("/")
        form = next(self.page.all("form"))
        sent = dict(_values(form))
        for label, value in told.items():
            name, text = self._named(form, label, value)
            sent[name] = text
        self._send("/report", list(sent.items()))

    def paste(self, text: str) -> None:
        """Paste a text and send it."""
        self._send("/report", [("text", text)])

    def answer(self, question: str, reply: str) -> None:
        """Press the answer to a question, or type it where it cannot be pressed."""
        asked = next((each for each in self.page.all("li") if question in _asked(each)), None)
        if asked is None:
            raise Unmet("the page asks:", self.questions)
        for button in asked.all("button", name="reply"):
            if button.words == reply:
                self.press(button)
                return
        typed = next(asked.all("input"), None)
        if typed is None:
            raise Unmet(
                f'"{question}" is answered with {", ".join(each.words for each in asked.all("button"))}'
            )
        self._submit([(typed.told["name"], reply)])

    def take_back(self, question: str) -> None:
        """Take back the answer to a question."""
        for button in self.page.all("button", name="take_back"):
            if question in button.words:
                self.press(button)
                return
        raise Unmet(f'"{question}" was not answered')

    def choose(self, label: str) -> None:
        """Press the button of this label."""
        found = next((each for each in self.page.all("button") if each.words == label), None)
        if found is None:
            raise Unmet(
                f'there is no button "{label}"', tuple(each.words for each in self.page.all("button"))
            )
        self.press(found)

    def suppose(self, name: str, value: str) -> None:
        """Fill in what is supposed, and compare."""
        self._submit([("name0", name), ("value0", value), ("suppose", "yes")])

    def press(self, button: Element) -> None:
        """Press a button of the report."""
        self._submit([(button.told["name"], button.told["value"])])

    def wrong_at(self, label: str) -> str:
        """Return what the page says is wrong with the field of a label."""
        found = next((each for each in self._labels(self.page) if each.words == label), None)
        name = found.told.get("for", "") if found else ""
        return " ".join(each.words for each in self.page.all("div", id=f"{name}-wrong"))

    def _labels(self, inside: Element) -> Iterator[Element]:
        yield from inside.all("label")

    def _named(self, form: Element, label: str, value: str) -> tuple[str, str]:
        for each in self._labels(form):
            if each.words == label:
                return each.told["for"], value.replace("; ", "\n")
        for group in form.all("fieldset"):
            if next(group.all("legend"), Element("", {})).words == label:
                for each in group.all("label"):
                    if each.words == value:
                        chosen = next(each.all("input"))
                        return chosen.told["name"], chosen.told["value"]
        raise Unmet(f'the form has no field "{label}", or "{value}" cannot be chosen there')

    def _submit(self, more: list[tuple[str, str]]) -> None:
        report = next(self.page.all("form", id="report"), None)
        if report is None:
            raise Unmet("there is no report on the page")
        names = {name for name, _ in more}
        self._send("/report", [*(pair for pair in _values(report) if pair[0] not in names), *more])

    def _send(self, address: str, told: list[tuple[str, str]]) -> None:
        parts = [(name, (None, value)) for name, value in told]
        self._show(self._client.post(address, files=parts).text)

    def _show(self, text: str) -> None:
        builder = _Builder()
        builder.feed(text)
        self.page = builder.open[0]


def _asked(item: Element) -> str:
    return " ".join(each.words for each in item.all("p") if each.told.get("class") == "ask")


def _values(form: Element) -> Iterator[tuple[str, str]]:
    """Yield what a form sends as it stands."""
    for each in form.all():
        name, kind = each.told.get("name", ""), each.told.get("type", "text")
        if each.tag == "textarea":
            yield name, "".join(part for part in each.inside if isinstance(part, str)).removeprefix("\n")
        elif each.tag == "input" and kind != "file" and (kind != "radio" or "checked" in each.told):
            yield name, each.told.get("value", "")
