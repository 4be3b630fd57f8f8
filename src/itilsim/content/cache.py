"""The content cache: what was validated once is read back without YAML and without a validator.

The one idea: an entry is named by all that it depends on (the bytes of its files, the shape of its
type, the version of the program), so it is never out of date; and it may vanish or be spoilt at any
time, which costs only the time to make it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from itilsim import __version__
from itilsim.domain.errors import ItilsimError
from itilsim.storage import shapes
from itilsim.storage.codec import decode, encode
from itilsim.storage.files import make_folder, replace

T = TypeVar("T")

VERSION = 1
"""Version of the format of entries; raised when the rules of loading change."""

RULES = b"1"
"""Version of the rules of loading, part of every key; raised when they change."""

_DIGEST = 64
"""Characters of a SHA-256 in hexadecimal."""


@dataclass(frozen=True, slots=True)
class ContentCache:
    """Validated content in a folder that may be missing, read-only or spoilt."""

    folder: Path
    """Where the entries are; made at the first write."""

    def get(self, key: str, type_: type[T]) -> T | None:
        """Return the stored value, or None if there is none that is sound."""
        try:
            data = self._file(key).read_bytes()
            body = data[_DIGEST:]
            if data[:_DIGEST] != _sha(body).encode():
                return None
            return decode(type_, json.loads(body))
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, key: str, value: object) -> None:
        """Store a value; a folder that cannot be written is no error."""
        text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
        body = text.encode()
        with contextlib.suppress(OSError, ItilsimError):
            make_folder(self.folder)
            replace(self._file(key), _sha(body).encode() + body)

    def _file(self, key: str) -> Path:
        """Where an entry is kept."""
        return self.folder / f"{key}.json"


def zone_version() -> str:
    """The edition of the zone database, part of what a cached result depends on."""
    return str(importlib.import_module("tzdata").IANA_VERSION)


def key_of(type_: type, *parts: bytes) -> str:
    """Return the name of an entry.

    Args:
        type_: The type of the stored value.
        parts: The bytes of every file that it depends on, in a fixed order.
    """
    whole = hashlib.sha256(f"{VERSION}\n{__version__}\n{_fingerprint(type_)}\n".encode())
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


@cache
def _fingerprint(type_: type) -> str:
    """What changes when a type, or a type inside it, changes."""
    seen: dict[str, str] = {}
    waiting: list[Any] = [type_]
    while waiting:
        hint = waiting.pop()
        for member in shapes.members(hint):
            name = f"{getattr(member, '__module__', '')}.{getattr(member, '__qualname__', member)}"
            if shapes.is_dataclass(member) and name not in seen:
                fields = shapes.fields_of(member)
                seen[name] = ";".join(map(repr, fields))
                waiting.extend(one.hint for one in fields)
            elif not shapes.is_dataclass(member):
                waiting.extend(shapes.inner_hints(member))
    return _sha(json.dumps(seen, sort_keys=True).encode())


def _sha(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
