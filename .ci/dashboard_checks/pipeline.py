"""Every PromQL query, at a real Prometheus that scrapes a Sluice at work with the platform's own configuration."""

import json
import re
import time as clock
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

from .dashboards import PLATFORM, Dashboard, Query
from .macros import TimeRange

UID = "sluice-prometheus"
LABEL_VALUES = re.compile(r"label_values\((.+), (\w+)\)")
METRIC = re.compile(r"\b[a-z][a-z0-9_]*_[a-z0-9_]+\b")

# Bento does not run here. Names as its documentation has them; what asks for them has to be PromQL, and may come back empty.
BENTO = {"input_received", "output_sent", "output_error", "processor_error"}


class Prometheus:
    def __init__(self, address: str):
        self.address = address

    def get(self, path: str, **parameters: str):
        query = urllib.parse.urlencode(parameters)
        try:
            with urllib.request.urlopen(f"{self.address}/api/v1/{path}?{query}", timeout=10) as response:
                return json.load(response)["data"]
        except urllib.error.HTTPError as e:
            raise ValueError(json.load(e)["error"]) from e

    def names(self) -> set[str]:
        return set(self.get("label/__name__/values"))

    def await_result(self, expression: str, seconds: int):
        """Until this query has a result."""
        deadline = clock.monotonic() + seconds
        while not self.get("query", query=expression)["result"]:
            if clock.monotonic() > deadline:
                raise TimeoutError(f"nothing for {expression} within {seconds} s: {self.get('targets')['activeTargets']}")
            clock.sleep(1)


def check(dashboards: list[Dashboard], prometheus: Prometheus) -> list[str]:
    # Enough scrapes for a rate, with commits and accepted events between them; and alerts, of what does not run here.
    for counted in ("sluice_commits_total", "sluice_ingest_events_total"):
        prometheus.await_result(f"rate({counted}[40s]) > 0 and count_over_time({counted}[40s]) >= 3", seconds=180)
    prometheus.await_result("ALERTS", seconds=60)
    now = datetime.now(timezone.utc)
    time = TimeRange(now - timedelta(minutes=5), now, 15)
    faults = list(name_faults(dashboards, prometheus))
    for dashboard in dashboards:
        variables = {variable["name"]: variable.get("allValue", "") for variable in dashboard.json["templating"]["list"]}
        for variable in dashboard.variables():
            if variable.datasource == UID:
                faults += variable_faults(prometheus, time, variable, variables)
        for query in dashboard.queries() + dashboard.annotations():
            if query.datasource == UID:
                faults += query_faults(prometheus, time, query, variables)
    return faults


def query_faults(prometheus: Prometheus, time: TimeRange, query: Query, variables: dict[str, str]):
    expression = time.promql(query.text, variables)
    try:
        if query.target.get("instant"):
            result = prometheus.get("query", query=expression)["result"]
            values = [series["value"] for series in result]
        else:
            bounds = {"start": time.start.timestamp(), "end": time.end.timestamp(), "step": time.interval_seconds}
            result = prometheus.get("query_range", query=expression, **bounds)["result"]
            values = [value for series in result for value in series["values"]]
    except ValueError as e:
        yield f"{query.where}: {e}: {expression}"
        return
    numbers = [value for _, value in values if value != "NaN"]
    if not numbers and not may_be_empty(query):
        yield f"{query.where}: no result: {expression}"
    print(f"  {query.where}: {len(result)} series, {len(numbers)} values")


def may_be_empty(query: Query) -> bool:
    """Nothing fires, nothing was scraped from Bento, and a collector may not have run yet."""
    return "ALERTS{alertstate=\"firing\"}" in query.text or bool(BENTO & set(names_in(query.text))) or "jvm_gc_pause" in query.text


def variable_faults(prometheus: Prometheus, time: TimeRange, variable: Query, variables: dict[str, str]):
    match = LABEL_VALUES.fullmatch(variable.text)
    if not match:
        yield f"{variable.where}: only label_values(metric, label) is known here, not {variable.text}"
        return
    found = prometheus.get(f"label/{match[2]}/values", **{"match[]": time.promql(match[1], variables)})
    if not found:
        yield f"{variable.where}: no values"
    print(f"  {variable.where}: {found}")


def name_faults(dashboards: list[Dashboard], prometheus: Prometheus):
    """Whatever looks like a metric's name has to be one: in the scrape, or in docs/metrics.md."""
    documented = (PLATFORM.parents[1] / "docs/metrics.md").read_text()
    known = prometheus.names() | BENTO
    queries = [query for dashboard in dashboards for query in dashboard.queries() + dashboard.annotations()]
    texts = {query.where: query.text for query in queries if query.datasource == UID}
    for rule in (rule for group in prometheus.get("rules")["groups"] for rule in group["rules"]):
        texts[f"rule {rule['name']}"] = rule["query"]
    for where, text in texts.items():
        for name in names_in(text):
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            if name not in known and f"`{name}`" not in documented and f"`{base}`" not in documented:
                yield f"{where}: there is no metric {name}"


def names_in(expression: str) -> list[str]:
    """Without labels, texts, groupings, durations and the names of functions."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"|\b(by|without|on|ignoring)\s*\([^)]*\)", " ", expression)
    matches = METRIC.finditer(bare)
    return [match[0] for match in matches if bare[match.end() : match.end() + 1] not in ("(", ":") and bare[match.start() - 1] != ":"]
