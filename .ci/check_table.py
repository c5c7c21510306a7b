#!/usr/bin/env python3
"""Hold a Delta table against the events that were produced, with two readers that share no code with the writer.

    check_table.py TABLE EVENTS.ndjson[.gz] [--key event_id]

delta-rs and DuckDB each read the whole table; every row is compared with its event, field by field, nested
fields too. Of each data file, the statistics in the log are held against what is in the file, since readers
skip files by them: bounds have to hold, be there for every type that has them, and be as near as Delta allows. Prints one line of JSON; exits 0 only when nothing is missing, repeated, foreign or different.
"""
import argparse
import base64
import datetime
import decimal
import gzip
import importlib.util
import json
import pathlib
import sys
import urllib.parse

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

UTC = datetime.timezone.utc


def produced(path, key):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        events = [json.loads(line) for line in lines]
    by_key = {event[key]: event for event in events}
    if len(by_key) < len(events):
        sys.exit(f"{path}: {len(events) - len(by_key)} events have the {key} of another one")
    return by_key


def is_same(event, row):
    """Whether a value of JSON and one of a column mean the same. What an event does not have is null in its row."""
    if event is None or row is None:
        return event is row
    if isinstance(event, dict):
        if isinstance(row, list):  # a map, which Arrow hands out as pairs
            row = dict(row)
            return event.keys() == row.keys() and all(is_same(event[name], row[name]) for name in event)
        return isinstance(row, dict) and all(is_same(event.get(name), row.get(name)) for name in event.keys() | row.keys())
    if isinstance(event, list):
        return isinstance(row, list) and len(event) == len(row) and all(map(is_same, event, row))
    if isinstance(row, datetime.datetime):
        moment = datetime.datetime.fromisoformat(event.replace("Z", "+00:00"))
        return moment.astimezone(UTC) == in_utc(row)
    if isinstance(row, datetime.date):
        return event == row.isoformat()
    if isinstance(row, decimal.Decimal):
        return decimal.Decimal(str(event)) == row
    if isinstance(row, bytes):
        return base64.b64decode(event) == row
    if isinstance(event, bool) or isinstance(row, bool) or isinstance(event, str):
        return type(event) is type(row) and event == row
    return event == row


def compare(table, events, key):
    """What is wrong with the rows, as counts; and the first that differs."""
    seen, repeated, foreign, different, example = set(), 0, 0, 0, None
    for batch in table.to_batches(max_chunksize=20_000):
        for row in batch.to_pylist():
            row = {name: value for name, value in row.items() if not name.startswith("_kafka_")}
            name = row.get(key)
            event = events.get(name)
            if event is None:
                foreign += 1
            elif name in seen:
                repeated += 1
            elif not is_same(event, row):
                different += 1
                example = example or {"event": event, "row": str(row)}
            seen.add(name)
    found = {"rows": table.num_rows, "missing": len(events.keys() - seen), "repeated": repeated,
             "foreign": foreign, "different": different}
    return found | ({"example": example} if example else {})


def by_duckdb(path):
    """The extension comes with its package, so that nothing is downloaded here."""
    package = importlib.util.find_spec("duckdb_extension_delta").submodule_search_locations[0]
    extension = next(pathlib.Path(package).rglob("delta.duckdb_extension"))
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{extension}'")
    connection.execute("SET TimeZone = 'UTC'")
    return connection.execute("SELECT * FROM delta_scan(?)", [path]).to_arrow_table()


def repeated_offsets(table):
    """Rows that have the topic, partition and offset of another row."""
    columns = ["_kafka_topic", "_kafka_partition", "_kafka_offset"]
    if not set(columns) <= set(table.column_names):
        return 0
    return table.num_rows - table.group_by(columns).aggregate([]).num_rows


def wrong_statistics(path, actions):
    """Data files of which a count, bound or number of nulls in the log does not hold."""
    wrong = []
    for action in actions.to_pylist():
        file = pq.read_table(pathlib.Path(path, urllib.parse.unquote(action["path"])), partitioning=None)
        while any(pa.types.is_struct(column.type) for column in file.columns):
            file = file.flatten()
        bad = [] if action.get("num_records") == file.num_rows else ["num_records"]
        for name, column in zip(file.column_names, file.columns):
            lowest, highest, nulls = (action.get(f"{kind}.{name}") for kind in ("min", "max", "null_count"))
            if nulls is not None and nulls != column.null_count:
                bad.append(f"null_count.{name}: {nulls} for {column.null_count}")
            values = [] if lowest is None and highest is None else [in_utc(each) for each in column.to_pylist() if each is not None]
            if values and lowest is not None and in_utc(lowest) > min(values):
                bad.append(f"min.{name}: {lowest} for {min(values)}")
            if values and highest is not None and in_utc(highest) < max(values):
                bad.append(f"max.{name}: {highest} for {max(values)}")
            if nulls is not None and nulls < column.length() and has_bounds(column.type):
                if not values:
                    bad.append(f"no bounds of {name}")
                elif not is_near(lowest, min(values)) or not is_near(highest, max(values)):
                    bad.append(f"loose bounds of {name}: {lowest} to {highest} for {min(values)} to {max(values)}")
        if bad:
            wrong.append({"file": action["path"], "wrong": bad})
    return wrong


def has_bounds(kind):
    """Delta keeps none of booleans, binaries, lists and maps."""
    return pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind) or \
        pa.types.is_decimal(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind)


def is_near(bound, value):
    """Delta rounds instants to milliseconds and cuts texts after 32 characters; other bounds are exact."""
    if bound is None:
        return False
    if isinstance(value, datetime.datetime):
        return abs(in_utc(bound) - value) < datetime.timedelta(milliseconds=1)
    if isinstance(value, str):
        return bound == value if len(value) <= 32 else bound[:32] == value[:32]
    return bound == value


def in_utc(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return value


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", help="a local folder")
    arguments.add_argument("events")
    arguments.add_argument("--key", default="event_id")
    options = arguments.parse_args()

    events = produced(options.events, options.key)
    table = DeltaTable(options.table)
    rows = pa.table(table.to_pyarrow_table())
    actions = pa.table(table.get_add_actions(flatten=True))
    protocol = table.protocol()
    report = {
        "table": options.table,
        "version": table.version(),
        "protocol": [protocol.min_reader_version, protocol.min_writer_version],
        "files": actions.num_rows,
        "produced": len(events),
        "delta_rs": compare(rows, events, options.key),
        "duckdb": compare(by_duckdb(options.table), events, options.key),
        "repeated_offsets": repeated_offsets(rows),
        "wrong_statistics": wrong_statistics(options.table, actions),
    }
    faults = [report[reader][kind] for reader in ("delta_rs", "duckdb") for kind in ("missing", "repeated", "foreign", "different")]
    report["ok"] = not any(faults) and not report["repeated_offsets"] and not report["wrong_statistics"]
    print(json.dumps(report))
    sys.exit(0 if report["ok"] else 1)


if __name__ == "__main__":
    main()
