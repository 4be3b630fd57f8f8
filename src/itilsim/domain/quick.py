"""Frozen records that are cheaper to make.

`dataclass(frozen=True)` fills each field through `object.__setattr__`, which looks the field up by
its name every time. Here each field is filled through its own slot, which saves a third of the
price; making records is a sixth of a shift's. The class stays frozen for everybody.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import update_wrapper
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Give a frozen dataclass with slots and plain defaults an `__init__` that fills its slots."""
    scope: dict[str, Any] = {}
    wanted, filled = ["self"], []
    for field in fields(cls):  # type: ignore[arg-type]  # `type[T]` cannot say: a dataclass
        name = field.name
        scope[f"_set_{name}"] = getattr(cls, name).__set__
        scope[f"_default_{name}"] = field.default
        wanted.append(name if field.default is MISSING else f"{name}=_default_{name}")
        filled.append(f"    _set_{name}(self, {name})")
    source = f"def __init__({', '.join(wanted)}):\n" + "\n".join(filled or ["    pass"])
    exec(source, scope)  # noqa: S102 - as `dataclass` itself does, from its own field names
    cls.__init__ = update_wrapper(scope["__init__"], cls.__init__)  # type: ignore[method-assign]  # the same call
    return cls
