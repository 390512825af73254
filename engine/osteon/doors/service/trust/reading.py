"""Who is trusted, read from a file that an administrator writes.

    issuers:
      - iss: https://ehr.example.org
        jwks: https://ehr.example.org/.well-known/jwks.json
      - iss: https://lab.example.org
        jwks: lab-keys.json            # a file beside this one
        jku: [https://lab.example.org/keys]
        tenants: [north, south]

`jwks` is an https address, a file, or the key set itself.
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
)

_FIELDS = {"iss", "jwks", "jku", "tenants"}


def read_issuers(path: str) -> tuple[Issuer, ...]:
    """Read the issuers in a YAML or JSON file.

    Raises TrustError, which names the file, the issuer by its number, and what to write.
    """
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            document = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506  # text, lists and tables, nothing else
    except OSError as trouble:
        raise TrustError(f"{path} cannot be read: {trouble.strerror}") from trouble
    except (yaml.YAMLError, ValueError, RecursionError) as trouble:
        raise TrustError(f"{path} is neither YAML nor JSON") from trouble
    if not isinstance(document, dict) or document.keys() != {"issuers"}:
        raise TrustError(f"{path} must hold a list `issuers` and nothing else")
    listed = document["issuers"]
    if not isinstance(listed, list) or not listed:
        raise TrustError(f"{path}: `issuers` must be a list with at least one entry")
    return tuple(_issuer(told, f"{path}, issuer {at}", path) for at, told in enumerate(listed, 1))


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
    return KeyFile(os.path.join(os.path.dirname(path), told))


def _texts(told: dict[str, object], name: str, where: str) -> tuple[str, ...]:
    listed = told.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
        raise TrustError(f"{where}: `{name}` must be a list of texts")
    return tuple(listed)
