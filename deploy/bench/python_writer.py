#!/usr/bin/env python3
"""The writer that many have today, as the baseline: Kafka to Delta with confluent-kafka and delta-rs, batch by batch.

    python_writer.py BOOTSTRAP TOPIC TABLE BATCH EVENTS [SKIP]

Appends EVENTS events of the topic to TABLE, with a commit for every BATCH of them. Prints how many it wrote in how many
seconds: from its first event or, with SKIP, from the commit that had reached so many.
"""

import datetime
import json
import sys
import time
import uuid

import pyarrow as pa
from confluent_kafka import Consumer, KafkaException
from deltalake import write_deltalake

TEXTS = ("event_id", "event_type", "user_id", "session_id")
MORE_TEXTS = ("page_url", "referrer", "user_agent", "ip", "country", "device")
SCHEMA = pa.schema(
    [(name, pa.string()) for name in TEXTS]
    + [("timestamp", pa.timestamp("us", "UTC"))]
    + [(name, pa.string()) for name in MORE_TEXTS]
    + [("properties", pa.map_(pa.string(), pa.string())), ("value", pa.float64())]
)
LONGEST_SILENCE = 60


def batches(consumer, batch, events):
    """The events in lists of a batch, each with the time at which the first event came; the last may be shorter."""
    rows, read, heard, first = [], 0, time.monotonic(), None
    while read < events:
        message = consumer.poll(0.2)
        if message is None:
            if time.monotonic() - heard > LONGEST_SILENCE:
                raise SystemExit(f"nothing came for {LONGEST_SILENCE} s after {read} of {events} events")
            continue
        if message.error():
            raise KafkaException(message.error())
        heard = time.monotonic()
        first = first or heard
        rows.append(json.loads(message.value()))
        read += 1
        if len(rows) == batch or read == events:
            yield first, rows
            rows = []


def to_table(rows):
    for row in rows:
        row["timestamp"] = datetime.datetime.fromisoformat(row["timestamp"])
        row["properties"] = list(row["properties"].items())
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def main():
    bootstrap, topic, table, batch, events = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
    skip = int(sys.argv[6]) if len(sys.argv) > 6 else 0
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"baseline-{uuid.uuid4()}",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            # Without it the client waits a second whenever its queue has been full: it would be half as fast.
            "fetch.queue.backoff.ms": 5,
        }
    )
    consumer.subscribe([topic])
    written, skipped, begun = 0, 0, None
    for first, rows in batches(consumer, batch, events):
        write_deltalake(table, to_table(rows), mode="append")
        consumer.commit(asynchronous=False)
        written += len(rows)
        begun = begun or first
        if skip and not skipped and written >= skip:
            skipped, begun = written, time.monotonic()
    print(f"events={written - skipped} seconds={time.monotonic() - begun:.3f}")


if __name__ == "__main__":
    main()
