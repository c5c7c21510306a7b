"""python -m dashboard_checks EVENTS OWNER READER PROMETHEUS: the events as NDJSON, two connections to one database, an address."""

import sys
from pathlib import Path

from . import files, hot_store, pipeline
from .dashboards import all_dashboards


def main(events: str, owner: str, reader: str, address: str) -> int:
    dashboards = all_dashboards()
    faults = files.check(dashboards)
    store = hot_store.HotStore(owner, reader)
    faults += hot_store.check(dashboards, store, store.fill(Path(events)))
    faults += pipeline.check(dashboards, pipeline.Prometheus(address))
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    asked = sum(len(d.queries()) + len(d.variables()) + len(d.annotations()) for d in dashboards)
    print(f"{len(dashboards)} dashboards, {sum(len(d.panels) for d in dashboards)} panels, {asked} queries, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
