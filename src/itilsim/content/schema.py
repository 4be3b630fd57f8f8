"""JSON Schema of a content type, for an author's editor.

The one idea: the validator that loads a file also describes it. Editors read draft 7, so what newer
drafts write differently is rewritten.
"""

from __future__ import annotations

from typing import Any

from itilsim.storage.codec import Json

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors read."""


def json_schema(type_: type, kind: str = "") -> dict[str, Any]:
    """Return the JSON Schema, draft 7, of a dataclass; docstrings become descriptions.

    Args:
        type_: The dataclass that a file becomes.
        kind: What the file says it is on its first key, like `scenario`.
    """
    from itilsim.content.validate import adapter

    whole = adapter(type_).json_schema()
    definitions = {name: _drafted(part) for name, part in whole.get("$defs", {}).items()}
    root = dict(definitions[type_.__name__])
    if kind:
        named = {"const": f"itilsim/{kind}/v1", "description": "What this file is."}
        root["properties"] = {"schema": named, **root.get("properties", {})}
        root["required"] = ["schema", *root.get("required", [])]
    if f"#/definitions/{type_.__name__}" not in _references([root, definitions]):
        del definitions[type_.__name__]
    return {"$schema": DRAFT, **root, **({"definitions": definitions} if definitions else {})}


def _drafted(part: Json) -> Json:
    """A part of a schema, as draft 7 writes it."""
    if isinstance(part, list):
        return [_drafted(item) for item in part]
    if not isinstance(part, dict):
        return part
    done = {
        key: {name: _drafted(inner) for name, inner in value.items()}
        if key == "properties"
        else _drafted(value)
        for key, value in part.items()
        if key not in {"prefixItems", "$ref"}
    }
    if "prefixItems" in part:
        done["items"] = [_drafted(item) for item in part["prefixItems"]]
    if "$ref" in part:
        reference = {"$ref": part["$ref"].replace("#/$defs/", "#/definitions/")}
        if not done:
            return reference
        # Draft 7 ignores whatever stands beside a reference.
        done["allOf"] = [reference]
    return done


def _references(part: Json) -> set[str]:
    """All references in a schema."""
    if isinstance(part, list):
        return set().union(*(_references(item) for item in part)) if part else set()
    if not isinstance(part, dict):
        return set()
    found = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
    return found.union(*(_references(value) for value in part.values()))
