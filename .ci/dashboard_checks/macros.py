"""
What Grafana makes of a query before it sends it: its PostgreSQL data source (timescaledb = false) expands macros, the browser
variables. Only those that our dashboards use; any other is an error, as it is in Grafana.
"""

import re
from dataclasses import dataclass
from datetime import datetime

# As in Grafana: no parentheses within the arguments, and a comma always separates.
MACRO = re.compile(r"\$(__\w+)\(([^)]*)\)")
VARIABLE = re.compile(r"\$\{?(\w+)(?::(\w+))?\}?")


@dataclass(frozen=True)
class TimeRange:
    start: datetime
    end: datetime
    interval_seconds: int

    def sql(self, query: str, variables: dict[str, list[str]]) -> str:
        values = {name: ", ".join("'" + value.replace("'", "''") + "'" for value in chosen) for name, chosen in variables.items()}
        return MACRO.sub(self._macro, self._variables(query, values))

    def promql(self, query: str, variables: dict[str, str]) -> str:
        return self._variables(query, variables)

    def _variables(self, query: str, values: dict[str, str]) -> str:
        known = {
            "__interval": f"{self.interval_seconds}s",
            "__interval_ms": str(self.interval_seconds * 1000),
            # Four scrapes (timeInterval of the data source), or the step and one more.
            "__rate_interval": f"{max(self.interval_seconds + 10, 40)}s",
            "__range": f"{int((self.end - self.start).total_seconds())}s",
        } | values

        def value(match: re.Match) -> str:
            name = match[1]
            if query[match.end() : match.end() + 1] == "(" and name.startswith("__"):
                return match[0]
            if name not in known:
                raise ValueError(f"{match[0]} is neither a variable of the dashboard nor one of Grafana's that we know")
            return known[name]

        return VARIABLE.sub(value, query)

    def _macro(self, match: re.Match) -> str:
        name, arguments = match[1], [argument.strip() for argument in match[2].split(",")]
        if name == "__timeFilter":
            return f"{arguments[0]} BETWEEN {quoted(self.start)} AND {quoted(self.end)}"
        if name == "__timeFrom":
            return quoted(self.start)
        if name == "__timeTo":
            return quoted(self.end)
        if name == "__timeGroupAlias":
            column, width = arguments[0], int(arguments[1].strip("'").removesuffix("s"))
            return f'floor(extract(epoch from {column})/{width})*{width} AS "time"'
        raise ValueError(f"no macro ${name} is known here")


def quoted(moment: datetime) -> str:
    return f"'{moment.isoformat().replace('+00:00', 'Z')}'"
