"""Reads a page and fills in its form the way a browser without JavaScript does."""

from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What stands on a page, and what its last form would send."""

    def __init__(self, response) -> None:
        super().__init__()
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.text
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self._area = ""
        self.feed(response.text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag not in VOID and tag not in ("rect", "path", "circle"):
            self.open.append(tag)
        if tag == "form":
            self.fields = []
        if tag == "input" and self._is_sent(told):
            self.fields.append((told["name"], told.get("value") or ""))
        if tag == "textarea":
            self._area = told["name"]
            self.fields.append((self._area, ""))

    def _is_sent(self, told):
        return (
            "name" in told
            and told.get("type") != "file"
            and (told.get("type") != "radio" or "checked" in told)
        )

    def handle_data(self, data):
        if self.open and self.open[-1] == "textarea":
            name, value = self.fields.pop()
            self.fields.append((name, value + data.removeprefix("\n")))
            return
        self.words.append(data)

    def handle_endtag(self, tag):
        if tag in ("rect", "path", "circle"):
            return
        assert self.open.pop() == tag, tag

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag, **wanted):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            told
            for each, told in self.tags
            if each == tag and all(told.get(n) == v for n, v in wanted.items())
        ]

    def raised(self):
        return [told["id"] for tag, told in self.tags if tag == "article"]


class Reader:
    """Goes from page to page. Each press sends everything that the form holds, and the button."""

    def __init__(self, client) -> None:
        self.client = client
        self.page = None

    def get(self, address):
        self.page = Page(self.client.get(address))
        return self.page

    def enter(self, **told):
        return self._post([(name.replace("__", "."), value) for name, value in told.items()])

    def paste(self, text):
        return self._post([("text", text)])

    def press(self, name="", value="", **typed):
        typed = {key.replace("__", "."): said for key, said in typed.items()}
        told = [(key, typed.pop(key, said)) for key, said in self.page.fields]
        return self._post([*told, *typed.items(), *([(name, value)] if name else [])])

    def answer(self, fact, reply):
        return self.press("reply", f"{fact}={reply}")

    def _post(self, told):
        self.page = Page(send(self.client, told))
        return self.page


def send(client, told, address="/report", **files):
    """Send names and values, and files, as a browser sends a form."""
    parts = [(name, (None, value.encode("utf-8", "replace"))) for name, value in told]
    return client.post(address, files=[*parts, *files.items()])
