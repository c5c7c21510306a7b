"""Dashboards as Grafana's JSON has them."""

import json
from dataclasses import dataclass
from pathlib import Path

PLATFORM = Path(__file__).parents[2] / "deploy/platform"


@dataclass(frozen=True)
class Query:
    """What a panel or a variable asks of a data source."""

    where: str
    datasource: str
    text: str
    target: dict


class Dashboard:
    def __init__(self, path: Path):
        self.name = path.name
        self.json = json.loads(path.read_text())
        self.panels = [panel for panel in self.json["panels"] if panel["type"] != "row"]

    def queries(self) -> list[Query]:
        return [
            Query(f"{self.name}: {panel['title']} ({target['refId']})", target["datasource"]["uid"], text_of(target), target)
            for panel in self.panels
            for target in panel.get("targets", [])
        ]

    def variables(self) -> list[Query]:
        return [
            Query(f"{self.name}: variable {variable['name']}", variable["datasource"]["uid"], text_of(variable["query"]), variable)
            for variable in self.json["templating"]["list"]
            if variable["type"] == "query"
        ]

    def annotations(self) -> list[Query]:
        return [
            Query(f"{self.name}: annotation {annotation['name']}", annotation["datasource"]["uid"], annotation["expr"], annotation)
            for annotation in self.json["annotations"]["list"]
            if not annotation.get("builtIn")
        ]


def text_of(query) -> str:
    if isinstance(query, str):
        return query
    return query.get("rawSql") or query.get("expr") or query["query"]


def all_dashboards() -> list[Dashboard]:
    paths = sorted((PLATFORM / "grafana/dashboards").glob("*.json"))
    assert paths, "there are no dashboards"
    return [Dashboard(path) for path in paths]
