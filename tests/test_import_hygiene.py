"""What an import loads, seen in a fresh process: the kernel stays light and the start quick."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "yaml", "pydantic", "faker", "sqlite3"}

LOADED_BY = """
import json, sys
before = set(sys.modules)
{statement}
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(json.dumps(sorted(loaded)))
"""

IMPORT_ALL_OF_DOMAIN = """
import importlib, pkgutil
import itilsim.domain
for module in pkgutil.walk_packages(itilsim.domain.__path__, "itilsim.domain."):
    importlib.import_module(module.name)
"""

ASK_FOR_THE_VERSION = """
sys.argv = ["itilsim", "--version"]
from itilsim.cli import main
try:
    code = main()
except SystemExit as leaving:
    code = leaving.code
assert code in (0, None), code
"""


def test_the_kernel_loads_no_screen_no_file_format_and_no_database() -> None:
    loaded = _packages_loaded_by("import itilsim.sim.shift")
    assert "simpy" in loaded
    assert not loaded & HEAVY


def test_the_domain_loads_the_standard_library_only() -> None:
    loaded = _packages_loaded_by(IMPORT_ALL_OF_DOMAIN)
    assert "itilsim" in loaded
    assert loaded - sys.stdlib_module_names == {"itilsim"}


@pytest.mark.parametrize("package", ["click", "textual", "rich", "yaml", "pydantic", "simpy"])
def test_asking_for_the_version_loads_no_library(package: str) -> None:
    assert package not in _packages_loaded_by(ASK_FOR_THE_VERSION)


def _packages_loaded_by(statement: str) -> set[str]:
    code = LOADED_BY.format(statement=statement)
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return set(json.loads(finished.stdout.splitlines()[-1]))
