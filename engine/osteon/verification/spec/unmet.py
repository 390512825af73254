"""What a line of a feature says when it is not met, in the reader's words."""


class Unmet(Exception):
    """A line that is not met. `because` says why, one line each: the facts behind a verdict, for example."""

    def __init__(self, message: str, because: tuple[str, ...] = ()) -> None:
        self.because = because
        super().__init__("\n".join([message, *(f"  {line}" for line in because)]))
