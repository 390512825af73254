"""Who is trusted, read from a file that an administrator writes.

    issuers:
      - iss: https://ehr.example.org
        jwks: https://ehr.example.org/.well-known/jwks.json
      - iss: https://lab.example.org
        jwks: lab-keys.json            # a file beside this one
        jku: [https://lab.example.org/keys]
        tenants: [north, south]

`jwks` is an https address, a file, or the key set itself. Beside `issuers` there may be `authority`, a
file with the certificates of a private authority, and numbers of TrustSettings, such as `longest: 120`.
"""

import json
import os

from osteon.doors.service.trust.settings import (
    Issuer,
    KeyDocument,
    KeyFile,
    KeyUrl,
    Source,
    TrustError,
    TrustSettings,
)

_FIELDS = {"iss", "jwks", "jku", "tenants"}
_NUMBERS = ("leeway", "longest", "keys_for", "keys_at_most", "pause", "remembered")


def read_trust(path: str, base_url: str, *, dev: bool = False) -> TrustSettings:
    """Read who is trusted, and how far, from a YAML or JSON file.

    Beside `issuers` it may hold `authority`, a file of certificates, and the numbers of TrustSettings.
    Raises TrustError, which names the file, the place, and what to write.
    """
    document = _document(path)
    told = {name: _number(document[name], f"{path}: `{name}`") for name in _NUMBERS if name in document}
    authority = _beside(path, document["authority"]) if "authority" in document else None
    return TrustSettings(base_url, _issuers(document, path), authority=authority, dev=dev, **told)


def read_issuers(path: str) -> tuple[Issuer, ...]:
    """Read the issuers alone.

    Raises TrustError, which names the file, the issuer by its number, and what to write.
    """
    return _issuers(_document(path), path)


def _document(path: str) -> dict[str, object]:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            document = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506  # text, lists and tables, nothing else
    except OSError as trouble:
        raise TrustError(f"{path} cannot be read: {trouble.strerror}") from trouble
    except (yaml.YAMLError, ValueError, RecursionError) as trouble:
        raise TrustError(f"{path} is neither YAML nor JSON") from trouble
    if not isinstance(document, dict) or "issuers" not in document:
        raise TrustError(f"{path} must hold a list `issuers`")
    unknown = sorted(str(name) for name in document.keys() - {"issuers", "authority", *_NUMBERS})
    if unknown:
        raise TrustError(f"{path}: {unknown[0]!r} is not one of issuers, authority, {', '.join(_NUMBERS)}")
    return document


def _issuers(document: dict[str, object], path: str) -> tuple[Issuer, ...]:
    listed = document["issuers"]
    if not isinstance(listed, list) or not listed:
        raise TrustError(f"{path}: `issuers` must be a list with at least one entry")
    return tuple(_issuer(told, f"{path}, issuer {at}", path) for at, told in enumerate(listed, 1))


def _number(told: object, where: str) -> int:
    if not isinstance(told, str) or not (told.isascii() and told.isdecimal()) or len(told) > 9:
        raise TrustError(f"{where} must be a whole number")
    return int(told)


def _beside(path: str, told: object) -> str:
    if not isinstance(told, str) or not told:
        raise TrustError(f"{path}: `authority` must be a file")
    return os.path.join(os.path.dirname(path), told)


def _issuer(told: object, where: str, path: str) -> Issuer:
    if not isinstance(told, dict) or not isinstance(told.get("iss"), str) or not told["iss"]:
        raise TrustError(
            f"{where}: write `iss` as it stands in the tokens, for example https://ehr.example.org"
        )
    unknown = sorted(str(name) for name in told.keys() - _FIELDS)
    if unknown:
        raise TrustError(f"{where}: {unknown[0]!r} is not one of {', '.join(sorted(_FIELDS))}")
    keys = _source(told["jwks"], where, path) if "jwks" in told else None
    return Issuer(told["iss"], keys, _texts(told, "jku", where), _texts(told, "tenants", where))


def _source(told: object, where: str, path: str) -> Source:
    if isinstance(told, dict):
        return KeyDocument(json.dumps(told))
    if not isinstance(told, str) or not told:
        raise TrustError(f"{where}: `jwks` must be an https address, a file, or a key set")
    if "://" in told:
        return KeyUrl(told)
    return KeyFile(_beside(path, told))


def _texts(told: dict[str, object], name: str, where: str) -> tuple[str, ...]:
    listed = told.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
        raise TrustError(f"{where}: `{name}` must be a list of texts")
    return tuple(listed)
