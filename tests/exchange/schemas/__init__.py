"""Published schemas, stated again, and what checks a file against them.

The one idea: each is used on a damaged file as well, which it has to refuse.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import xmlschema
from jsonschema import Draft7Validator

HERE = Path(__file__).parent


@cache
def _xes() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(HERE / "xes.xsd"))


@cache
def _json(name: str) -> Draft7Validator:
    schema: dict[str, Any] = json.loads((HERE / name).read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def wrong_in_xes(data: bytes) -> list[str]:
    """What the schema of XES finds wrong."""
    return [str(error.reason) for error in _xes().iter_errors(data.decode())]


def wrong_in_ocel(data: bytes) -> list[str]:
    """What the schema of OCEL 2.0 finds wrong."""
    return [error.message for error in _json("ocel20.json").iter_errors(json.loads(data))]


def wrong_in_xapi(data: bytes) -> list[str]:
    """What the schema of xAPI 1.0.3 finds wrong."""
    return [error.message for error in _json("xapi-1.0.3.json").iter_errors(json.loads(data))]
