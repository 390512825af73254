"""The keys of every issuer, held for a while: asked for anew when they are old or a token names a new one.

An unknown key leads to one more look, because issuers change their keys. It
leads to no more than one in a while, because anybody can invent the name of a key.
"""

from datetime import datetime, timedelta
from threading import Lock

from osteon.doors.service.trust.fetching import Fetch
from osteon.doors.service.trust.keys import Keys, read_keys
from osteon.doors.service.trust.settings import (
    KeyDocument,
    KeyFile,
    KeyUrl,
    Source,
    TrustError,
    TrustSettings,
)


class _Shelf:
    """What is held of one source."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.keys: Keys | None = None
        self.read_at: datetime | None = None
        self.tried_at: datetime | None = None


class KeyStore:
    """Keys by their source. May be used by several threads."""

    def __init__(self, settings: TrustSettings, fetch: Fetch) -> None:
        self._settings = settings
        self._fetch = fetch
        self._shelves: dict[Source, _Shelf] = {}
        self._lock = Lock()

    def keys(self, source: Source, kid: str, now: datetime) -> Keys:
        """Return the keys of a source, read anew if they are old or `kid` is not among them.

        Raises TrustError if there are none that are young enough.
        """
        shelf = self._shelf(source)
        held = shelf.keys
        fresh = _within(shelf.read_at, self._settings.keys_for, now)
        if held is not None and fresh and held.has(kid):
            return held
        # Whoever finds somebody else looking goes on with what is held, so that a slow server of keys
        # does not stop those who need nothing new from it.
        if shelf.lock.acquire(blocking=held is None):
            try:
                self._look_again(source, shelf, now)
            finally:
                shelf.lock.release()
        held = shelf.keys
        if held is None or not _within(shelf.read_at, self._settings.keys_at_most, now):
            raise TrustError("the keys of the issuer cannot be read")
        return held

    def _shelf(self, source: Source) -> _Shelf:
        with self._lock:
            return self._shelves.setdefault(source, _Shelf())

    def _look_again(self, source: Source, shelf: _Shelf, now: datetime) -> None:
        if _within(shelf.tried_at, self._settings.pause, now):
            return
        shelf.tried_at = now
        try:
            found = self._read(source)
        except TrustError:
            if shelf.keys is None:
                raise
            return
        shelf.keys, shelf.read_at = found, now

    def _read(self, source: Source) -> Keys:
        match source:
            case KeyUrl(url):
                return read_keys(self._fetch(url), url)
            case KeyDocument(text):
                return read_keys(text, "the `jwks` of the settings")
            case KeyFile(path):
                return read_keys(_content(path), path)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as trouble:
        raise TrustError(f"the keys in {path} cannot be read: {trouble.strerror}") from trouble


def _within(since: datetime | None, seconds: int, now: datetime) -> bool:
    # A clock that was set back must not make keys young for ever.
    return since is not None and timedelta(0) <= now - since < timedelta(seconds=seconds)
