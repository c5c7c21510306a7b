"""Every query to the hot store, on a real PostgreSQL that holds generated events."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
from psycopg import sql

from .dashboards import Dashboard, Query
from .macros import TimeRange

UID = "analytics-hot"
TABLE = "analytics_events"
COLUMNS = (
    *("event_id", "event_type", "user_id", "session_id", "timestamp", "page_url", "referrer", "user_agent", "ip", "country"),
    *("device", "properties", "value", "_kafka_topic", "_kafka_partition", "_kafka_offset", "_kafka_timestamp"),
)


class HotStore:
    """Filled by its owner, asked with the rights of the role that Grafana has."""

    def __init__(self, owner: str, reader: str):
        self.owner, self.reader = owner, reader

    def fill(self, events: Path) -> TimeRange:
        """Returns the time of the events."""
        with psycopg.connect(self.owner) as connection, connection.cursor() as cursor:
            columns = sql.SQL(",").join(map(sql.Identifier, COLUMNS))
            with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(TABLE), columns)) as copy:
                for offset, line in enumerate(events.open()):
                    copy.write_row(row(json.loads(line), offset))
            start, end = cursor.execute(f'SELECT min("timestamp"), max("timestamp") FROM {TABLE}').fetchone()
            cursor.execute(
                "INSERT INTO analytics_events_rejected "
                "SELECT 'analytics-events', 0, n, %s, 'no event_type', '{}', %s FROM generate_series(1, 3) AS n",
                (end, end),
            )
        return TimeRange(start - timedelta(minutes=1), end.astimezone(timezone.utc) + timedelta(minutes=1), 60)

    def ask(self, query: str) -> list[tuple]:
        with psycopg.connect(self.reader) as connection:
            return connection.execute(query).fetchall()


def row(event: dict, offset: int) -> list:
    arrived = datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00")) + timedelta(milliseconds=20 + offset % 100)
    values = event | {
        "properties": json.dumps(event["properties"]),
        "_kafka_topic": "analytics-events",
        "_kafka_partition": offset % 3,
        "_kafka_offset": offset // 3,
        "_kafka_timestamp": arrived,
    }
    return [values[column] for column in COLUMNS]


def check(dashboards: list[Dashboard], store: HotStore, time: TimeRange) -> list[str]:
    faults = []
    for dashboard in dashboards:
        variables: dict[str, list[str]] = {}
        for variable in dashboard.variables():
            if variable.datasource == UID:
                rows, fault = answer(store, time, variable, variables)
                faults += fault
                variables[variable.target["name"]] = [str(first) for first, *_ in rows]
        for query in dashboard.queries():
            if query.datasource == UID:
                rows, fault = answer(store, time, query, variables)
                faults += fault or shape_faults(query, rows)
    return faults


def answer(store: HotStore, time: TimeRange, query: Query, variables: dict[str, list[str]]) -> tuple[list[tuple], list[str]]:
    try:
        rows = store.ask(time.sql(query.text, variables))
    except (psycopg.Error, ValueError) as e:
        return [], [f"{query.where}: {e}"]
    if not any(value is not None for row in rows for value in row):
        return rows, [f"{query.where}: no rows"]
    print(f"  {query.where}: {len(rows)} rows")
    return rows, []


def shape_faults(query: Query, rows: list[tuple]):
    """Grafana draws a time series only from rows in the order of their time."""
    if query.target["format"] == "time_series":
        times = [first for first, *_ in rows]
        if times != sorted(times):
            yield f"{query.where}: not in the order of time"
