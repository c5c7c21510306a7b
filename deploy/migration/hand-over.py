#!/usr/bin/env python3
"""Tell a Delta table how far another program has read, so that Sluice goes on there. docs/migrating-from-the-python-writer.md.

    pip install deltalake==1.6.6 pyarrow
    hand-over.py TABLE PIPELINE CLUSTER-ID TOPIC TOPIC-ID PARTITION=OFFSET...

Writes one entry of the log without data files: per partition the offset to read next, under the name by which Sluice looks
for it (docs/exactly-once.md, rule 1). Nothing may write to the table meanwhile. Credentials of the store come from where
delta-rs looks for them (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, …).
"""
import json
import sys
import uuid

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake


def main():
    location, pipeline, cluster, topic, topic_id, *offsets = sys.argv[1:]
    table = DeltaTable(location)
    protocol = table.protocol()
    if (protocol.min_reader_version, protocol.min_writer_version) > (1, 2):
        sys.exit(f"Cannot hand over {location}: its protocol is {tuple(protocol)[:2]}, Sluice writes (1, 2)")
    next_offsets = {int(partition): int(offset) for partition, offset in (each.split("=") for each in offsets)}
    if not next_offsets or sorted(next_offsets) != list(range(len(next_offsets))):
        sys.exit("Cannot hand over: name the offset of every partition, from 0 on, such as 0=1200 1=1187")
    name = "/".join(["sluice", pipeline, cluster, topic, topic_id])
    known = {each: table.transaction_version(f"{name}/{each}") for each in next_offsets}
    if any(offset is not None for offset in known.values()):
        sys.exit(f"Cannot hand over {location}: Sluice has begun there already, at {known}")
    write_deltalake(
        table,
        pa.schema(table.schema()).empty_table(),
        mode="append",
        commit_properties=CommitProperties(
            app_transactions=[Transaction(f"{name}/{partition}", offset) for partition, offset in next_offsets.items()],
            custom_metadata={"userMetadata": beginning(pipeline, cluster, topic, topic_id, next_offsets)},
        ),
    )
    written = DeltaTable(location)
    if any(written.transaction_version(f"{name}/{each}") != offset for each, offset in next_offsets.items()):
        sys.exit(f"Cannot hand over {location}: delta-rs kept none of the offsets, so do not start Sluice on it")
    print(f"version {written.version()}: {pipeline} reads {topic} from {next_offsets}")


def beginning(pipeline, cluster, topic, topic_id, next_offsets):
    """What Sluice writes where it begins a topic; sluice table verify goes by it."""
    partitions = [
        {"cluster": cluster, "topic": topic, "topicId": topic_id, "partition": partition, "begins": True}
        | {"from": offset, "to": offset, "rows": 0, "deadLetters": 0, "gapOffsets": 0}
        for partition, offset in next_offsets.items()
    ]
    return json.dumps({"sluice": 1, "commit": str(uuid.uuid4()), "pipeline": pipeline, "partitions": partitions})


if __name__ == "__main__":
    main()
