"""What a process miner reads in our files; run by the Python of its own environment.

The one idea: it knows nothing of itilsim. It takes paths of XES and OCEL files and prints what it
has found in each as JSON, one line a file.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import warnings
from typing import Any


def read_xes(path: str) -> dict[str, Any]:
    """Cases with their events and seconds, and how often each activity is."""
    import pandas as pd
    import pm4py

    log = pm4py.read_xes(path)
    if log.empty:  # A desk at which nobody has logged anything.
        return {"cases": {}, "events": 0, "activities": {}, "durations": [], "followed": 0}
    log = pm4py.format_dataframe(log)
    moments = pd.to_datetime(log["time:timestamp"], utc=True)
    cases = {}
    for case, own in log.assign(moment=moments).groupby("case:concept:name", sort=False):
        spell = own["moment"].iloc[-1] - own["moment"].iloc[0]
        cases[str(case)] = [len(own), int(spell.total_seconds())]
    return {
        "cases": cases,
        "events": len(log),
        "activities": log["concept:name"].value_counts().to_dict(),
        "durations": sorted(map(int, pm4py.get_all_case_durations(log))),
        "start": str(moments.min().isoformat()),
        "followed": sum(pm4py.discover_dfg(log)[0].values()),
    }


def read_ocel(path: str) -> dict[str, Any]:
    """Objects by type, events, relations and changes of values."""
    import pm4py

    log = pm4py.read_ocel2_json(path)
    relations = log.relations[["ocel:eid", "ocel:oid", "ocel:qualifier"]]
    changes = log.object_changes
    return {
        "events": len(log.events),
        "activities": log.events["ocel:activity"].value_counts().to_dict(),
        "objects": log.objects["ocel:type"].value_counts().to_dict(),
        "relations": sorted(map(list, relations.itertuples(index=False, name=None))),
        "between objects": len(log.o2o),
        "changes": {
            name: int((changes["ocel:field"] == name).sum())
            for name in ("priority", "status", "team")
        }
        if len(changes)
        else {},
    }


def main() -> None:
    """Read what the command line names."""
    warnings.simplefilter("ignore")
    for path in sys.argv[1:]:
        # It greets, and draws bars.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            found = read_xes(path) if path.endswith(".xes") else read_ocel(path)
        print(json.dumps(found))


if __name__ == "__main__":
    main()
