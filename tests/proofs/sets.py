"""Finds in source text where the order of a set could leak into what happens.

The one idea: a set is fine for asking whether something is in it; whatever walks through one, other
than towards an answer that does not depend on order, is a fault.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

SETS = {"set", "frozenset", "AbstractSet", "MutableSet"}
SET_METHODS = {"union", "intersection", "difference", "symmetric_difference"}
ORDERED = {
    "tuple", "list", "next", "iter", "enumerate", "map", "filter", "zip", "dict", "deque",
    "reversed", "chain", "join", "extend", "fromkeys",
}  # fmt: skip
"""Functions that hand the order on."""
ORDER_FREE = {"any", "all", "min", "max", "sorted", "len", "fsum", *SETS, *SET_METHODS}
"""Functions whose answer does not depend on order (of whole numbers and codes)."""

Function = ast.FunctionDef | ast.Lambda


class Reader:
    """One module's text: which names hold sets where, and what is walked through."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.parent = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }
        self.fields: set[str] = set()
        self.makers: set[str] = set()
        self.local: dict[ast.AST, set[str]] = {}
        for node in ast.walk(self.tree):
            self._learn(node)

    def walked_sets(self) -> list[int]:
        return sorted(
            each.lineno
            for each in self._walked()
            if self._is_set(each) and not self._order_free(each)
        )

    def _learn(self, node: ast.AST) -> None:
        """Take in a name that is said to hold a set, or that gets one."""
        if isinstance(node, ast.FunctionDef) and node.returns and says_set(node.returns):
            self.makers.add(node.name)
        elif isinstance(node, ast.arg) and node.annotation and says_set(node.annotation):
            self._local(node, node.arg)
        elif isinstance(node, ast.AnnAssign) and says_set(node.annotation):
            self._target(node.target)
        elif isinstance(node, ast.Assign) and self._is_set(node.value):
            for target in node.targets:
                self._target(target)

    def _target(self, target: ast.expr) -> None:
        if isinstance(target, ast.Attribute):
            self.fields.add(target.attr)
        elif isinstance(target, ast.Name):
            if isinstance(self._scope(target), ast.ClassDef):
                self.fields.add(target.id)
            self._local(target, target.id)

    def _local(self, node: ast.AST, name: str) -> None:
        self.local.setdefault(self._scope(node), set()).add(name)

    def _scope(self, node: ast.AST) -> ast.AST:
        while node in self.parent:
            node = self.parent[node]
            if isinstance(node, Function | ast.ClassDef):
                return node
        return node

    def _walked(self) -> Iterator[ast.expr]:
        """Whatever is walked through."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.For | ast.comprehension):
                yield node.iter
            elif isinstance(node, ast.Starred | ast.YieldFrom):
                yield node.value
            elif isinstance(node, ast.Call) and name_of(node.func) in ORDERED:
                yield from node.args
            elif isinstance(node, ast.Call) and name_of(node.func) == "pop" and not node.args:
                assert isinstance(node.func, ast.Attribute)
                yield node.func.value

    def _order_free(self, walked: ast.expr) -> bool:
        """Whether it goes straight into something that forgets the order."""
        node = self.parent[walked]
        if isinstance(node, ast.comprehension):
            node = self.parent[node]
        if isinstance(node, ast.SetComp):
            return True
        around = self.parent.get(node)
        if isinstance(node, ast.Starred) and isinstance(around, ast.Set):
            return True
        return (
            isinstance(node, ast.GeneratorExp | ast.ListComp | ast.Starred)
            and isinstance(around, ast.Call)
            and name_of(around.func) in ORDER_FREE
        )

    def _is_set(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Set | ast.SetComp):
            return True
        if isinstance(node, ast.Call):
            return name_of(node.func) in SETS | SET_METHODS | self.makers
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub):
            return any(self._is_set(side) or is_keys(side) for side in (node.left, node.right))
        if isinstance(node, ast.Attribute):
            return node.attr in self.fields
        return isinstance(node, ast.Name) and self._holds_set(node)

    def _holds_set(self, name: ast.Name) -> bool:
        scope: ast.AST = name
        while scope is not self.tree:
            scope = self._scope(scope)
            if name.id in self.local.get(scope, ()):
                return True
        return False


def walked_sets(source: str) -> list[int]:
    """Lines on which a set is walked through in its own order."""
    return Reader(source).walked_sets()


def is_keys(node: ast.expr) -> bool:
    """`keys()` walks in order, but `a.keys() & b.keys()` is a set."""
    return isinstance(node, ast.Call) and name_of(node.func) == "keys"


def says_set(node: ast.expr) -> bool:
    head = node.value if isinstance(node, ast.Subscript) else node
    return name_of(head) in SETS


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
