#!/usr/bin/env python3
"""Declare a table with a column of every type, and make events for it: extremes, zeros, negatives and nulls of each.

    typed_events.py TABLE EVENTS.ndjson ROWS

The table is created by delta-rs, so that its columns are declared by somebody else; the events come from a fixed seed.
"""
import base64
import datetime
import decimal
import json
import random
import sys

from deltalake import DeltaTable, Field, Schema
from deltalake.schema import ArrayType, MapType, PrimitiveType, StructType

UTC = datetime.timezone.utc
COLUMNS = {
    "event_id": "string",
    "small": "decimal(10,2)",
    "large": "decimal(38,10)",
    "whole": "decimal(18,0)",
    "count": "long",
    "ratio": "double",
    "flag": "boolean",
    "day": "date",
    "at": "timestamp",
    "payload": "binary",
    "note": "string",
    "amounts": ArrayType(PrimitiveType("decimal(38,10)"), True),
    "days": ArrayType(PrimitiveType("date"), True),
    "totals": MapType("string", PrimitiveType("decimal(10,2)"), True),
    "names": MapType("string", PrimitiveType("string"), True),
    "place": StructType([
        Field("name", "string"),
        Field("opened", "timestamp"),
        Field("share", "decimal(10,2)"),
        Field("codes", ArrayType(PrimitiveType("long"), True)),
    ]),
    "_kafka_topic": "string",
    "_kafka_partition": "long",
    "_kafka_offset": "long",
    "_kafka_timestamp": "timestamp",
}


def some_decimal(chance, precision, scale):
    """As text, since Python's JSON would round the long ones, and without an exponent."""
    limit = 10**precision - 1
    unscaled = chance.choice([0, 1, -1, limit, -limit, chance.randint(-limit, limit), chance.randint(-9999, 9999)])
    return f"{decimal.Decimal((int(unscaled < 0), tuple(map(int, str(abs(unscaled)))), -scale)):f}"


def some_day(chance):
    return chance.choice([datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(1970, 1, 1),
                          datetime.date(1900, 1, 1) + datetime.timedelta(days=chance.randrange(80_000))]).isoformat()


def some_instant(chance):
    start = datetime.datetime(1900, 1, 1, tzinfo=UTC)
    moment = start + datetime.timedelta(seconds=chance.randrange(6_000_000_000), microseconds=chance.randrange(1_000_000))
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def some_text(chance):
    return chance.choice(["", "a", "ä€😀", "\uffff tail", "z" * 40, chance.randbytes(20).hex() * chance.randrange(1, 4)])


def some_list(chance, element):
    return [None if chance.random() < 0.2 else element(chance) for _ in range(chance.randrange(4))]


def some_map(chance, value):
    return {key: None if chance.random() < 0.2 else value(chance) for key in chance.sample(["a", "b", "ü", ""], chance.randrange(4))}


def small(chance):
    return some_decimal(chance, 10, 2)


def event(chance, number):
    values = {
        "small": small,
        "large": lambda _: some_decimal(chance, 38, 10),
        "whole": lambda _: some_decimal(chance, 18, 0),
        "count": lambda _: chance.choice([0, -1, 2**63 - 1, -2**63, chance.randint(-10**6, 10**6)]),
        "ratio": lambda _: chance.choice([0.0, -0.0, 1e300, -1e-300, chance.uniform(-1, 1)]),
        "flag": lambda _: chance.random() < 0.5,
        "day": some_day,
        "at": some_instant,
        "payload": lambda _: base64.b64encode(chance.randbytes(chance.randrange(50))).decode(),
        "note": some_text,
        "amounts": lambda _: some_list(chance, lambda _: some_decimal(chance, 38, 10)),
        "days": lambda _: some_list(chance, some_day),
        "totals": lambda _: some_map(chance, small),
        "names": lambda _: some_map(chance, some_text),
        "place": lambda _: {"name": some_text(chance), "opened": some_instant(chance),
                            "share": None if chance.random() < 0.2 else small(chance),
                            "codes": some_list(chance, lambda _: chance.randint(-5, 5))},
    }
    made = {"event_id": f"e{number}"}
    for name, value in values.items():
        dice = chance.random()
        if dice > 0.1:
            made[name] = value(chance)
        elif dice > 0.05:
            made[name] = None
    return made


def main():
    table, events, rows = sys.argv[1:]
    chance = random.Random(2013)
    DeltaTable.create(table, Schema([Field(name, kind) for name, kind in COLUMNS.items()]))
    with open(events, "w", encoding="utf-8") as lines:
        for number in range(int(rows)):
            lines.write(json.dumps(event(chance, number), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
