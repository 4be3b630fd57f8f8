"""No text that a person or a file can bring in is ever read as markup; a lint over the package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import itilsim.tui

PACKAGE = Path(itilsim.tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
READS_MARKUP = {"Static", "Label", "OptionList", "SelectionList", "Log", "RichLog", "Markdown"}
"""Widgets that read markup unless told otherwise; `Plain` and `PlainOptions` are for text."""
READS_STRINGS = {
    *("Button", "Checkbox", "RadioButton", "Collapsible", "TabPane", "Tab", "Toast", "Option"),
    *("add_row", "add_rows", "add_column", "update_cell", "update_cell_at", "add_option"),
    *("add_leaf", "set_label", "SystemCommand", "Hit", "DiscoveryHit"),
}
"""Calls that read plain strings as markup; constants and `Content` are safe there."""
TITLES = {"border_title", "border_subtitle", "tooltip", "label"}


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_built(node: ast.expr) -> bool:
    """Whether it is a string put together from parts, which may be data."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Mod | ast.Add)
    return isinstance(node, ast.Call) and called(node) in {"format", "join", "str"}


def says_markup_is_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def faults(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = called(node)
            arguments = [*node.args, *(word.value for word in node.keywords)]
            if name in READS_MARKUP and not says_markup_is_off(node):
                found.append(f"{node.lineno}: {name} without markup=False; use Plain")
            elif name in READS_STRINGS and any(map(is_built, arguments)):
                found.append(f"{node.lineno}: {name} takes a built string; wrap it in Content")
            elif name == "from_markup" and not all(
                isinstance(argument, ast.Constant) for argument in node.args
            ):
                found.append(f"{node.lineno}: from_markup of something that is not a constant")
        elif isinstance(node, ast.Assign) and is_built(node.value):
            found.extend(
                f"{node.lineno}: {target.attr} takes a built string; wrap it in Content"
                for target in node.targets
                if isinstance(target, ast.Attribute) and target.attr in TITLES
            )
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_data_is_never_read_as_markup(module: Path) -> None:
    assert faults(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(name)",
        "Static('x', markup=True)",
        "Label(f'{name}')",
        "OptionList(*names)",
        "table.add_row(f'[b]{name}')",
        "table.update_cell(row, column, 'a' + name)",
        "Button('%s' % name)",
        "Content.from_markup(text)",
        "widget.border_title = f'{name}'",
        "widget.tooltip = '{}'.format(name)",
    ],
)
def test_the_lint_finds(line: str) -> None:
    assert len(faults(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Plain(f'{name}')",
        "Static(name, markup=False)",
        "table.add_row(Text(f'{name}'))",
        "Button('Yes')",
        "Content.from_markup('[b]x[/b]')",
        "widget.border_title = Content(f'{name}')",
        "widget.width = f'{n}'",
    ],
)
def test_the_lint_passes(line: str) -> None:
    assert faults(line) == []
