"""The review book as one HTML page that needs nothing else, and prints each rule on a page of its own."""

from collections.abc import Iterator

from osteon.doors.booking import Book
from osteon.doors.rendering import order
from osteon.doors.rendering.html import environment


def book_pieces(book: Book) -> Iterator[str]:
    """Yield the page."""
    yield from environment().get_template("book.html").generate(book=book, order=order)
