"""What can be seen in the files alone: ids, data sources, the grid, runbooks, the names of metrics."""

import re

import yaml

from .dashboards import PLATFORM, Dashboard

COLUMNS = 24
# Grafana 12.0.
SCHEMA_VERSION = 41
HEADINGS = ("## What it means", "## What is at risk", "## Look at", "## Causes, the likely ones first", "## When to wake somebody")
ROOT = PLATFORM.parents[1]


def check(dashboards: list[Dashboard]) -> list[str]:
    faults = [f"two dashboards have the uid {uid}" for uid in twice(dashboard.json["uid"] for dashboard in dashboards)]
    known = datasources()
    for dashboard in dashboards:
        faults += [f"{dashboard.name}: {fault}" for fault in faults_of(dashboard, known)]
    return faults + runbook_faults(dashboards)


def datasources() -> dict[str, str]:
    provisioned = yaml.safe_load((PLATFORM / "grafana/provisioning/datasources/datasources.yaml").read_text())
    return {source["uid"]: source["type"] for source in provisioned["datasources"]}


def faults_of(dashboard: Dashboard, known: dict[str, str]):
    if dashboard.json["schemaVersion"] != SCHEMA_VERSION or dashboard.json["id"] is not None:
        yield f"schemaVersion has to be {SCHEMA_VERSION} and id null"
    yield from (f"two panels have the id {panel}" for panel in twice(panel["id"] for panel in dashboard.json["panels"]))
    yield from (f"two panels have the title {title}" for title in twice(panel["title"] for panel in dashboard.panels))
    yield from grid_faults(dashboard)
    for panel in dashboard.panels:
        for attribute in ("title", "description"):
            if not panel.get(attribute):
                yield f"panel {panel['id']} has no {attribute}"
        if panel["type"] != "text" and not panel["fieldConfig"]["defaults"].get("unit"):
            yield f"{panel['title']}: no unit"
        yield from (f"{panel['title']}: two targets have the refId {ref}" for ref in twice(t["refId"] for t in panel.get("targets", [])))
    for user in [*dashboard.panels, *(q.target for q in dashboard.queries() + dashboard.variables() + dashboard.annotations())]:
        source = user.get("datasource")
        if source and known.get(source["uid"]) != source["type"]:
            yield f"{user.get('title') or user.get('name')}: no data source {source} is provisioned"


def grid_faults(dashboard: Dashboard):
    """Nothing lies on something else or beside the grid, and no gap opens: each panel touches what is above it."""
    cells: dict[tuple[int, int], str] = {}
    for panel in dashboard.json["panels"]:
        at = panel["gridPos"]
        if at["x"] + at["w"] > COLUMNS or min(at.values()) < 0 or at["w"] < 1 or at["h"] < 1:
            yield f"{panel['title']}: {at} is not on the grid"
        for y in range(at["y"], at["y"] + at["h"]):
            for x in range(at["x"], at["x"] + at["w"]):
                if (x, y) in cells:
                    yield f"{panel['title']} lies on {cells[x, y]}"
                    return
                cells[x, y] = panel["title"]
    for y in range(max(y for _, y in cells)):
        if not any((x, y) in cells for x in range(COLUMNS)):
            yield f"line {y} of the grid is empty"


def runbook_faults(dashboards: list[Dashboard]):
    """One page for each alert and one alert for each page, and each has the headings that one looks for at night."""
    pages = {page.stem: page.read_text() for page in (ROOT / "docs/runbooks").glob("*.md") if page.stem != "README"}
    alerts = {}
    for path in sorted((PLATFORM / "prometheus/rules").glob("*.yml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            alerts |= {rule["alert"]: rule for rule in group["rules"] if "alert" in rule}
    faults = [f"alert {name} has no page docs/runbooks/{name}.md" for name in alerts.keys() - pages.keys()]
    faults += [f"docs/runbooks/{name}.md belongs to no alert" for name in pages.keys() - alerts.keys()]
    tests = "".join(path.read_text() for path in (PLATFORM / "prometheus/tests").glob("*.yml"))
    for name, rule in alerts.items():
        if not rule["annotations"]["runbook_url"].endswith(f"docs/runbooks/{name}.md"):
            faults.append(f"alert {name} names another runbook")
        if rule["labels"].get("severity") not in ("critical", "warning"):
            faults.append(f"alert {name} has no severity")
        if f"alertname: {name}" not in tests:
            faults.append(f"alert {name} has no test in deploy/platform/prometheus/tests")
        for heading in HEADINGS:
            if heading not in pages.get(name, heading):
                faults.append(f"docs/runbooks/{name}.md has no \"{heading}\"")
    linked = set(re.findall(r"docs/runbooks/(\w+)\.md", "".join(str(dashboard.json) for dashboard in dashboards)))
    return faults + [f"a panel links to docs/runbooks/{name}.md, which does not exist" for name in linked - pages.keys() - {"ALERT"}]


def twice(values) -> set:
    seen, again = set(), set()
    for value in values:
        (again if value in seen else seen).add(value)
    return again
