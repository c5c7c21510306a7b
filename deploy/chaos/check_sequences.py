#!/usr/bin/env python3
"""Holds a table against what a SequenceProducer counted, with delta-rs: every number of every partition once.

    check_sequences.py TABLE COUNTS [--gap PARTITION:FROM:UP_TO ...]

TABLE is a folder or s3://...; the store's address and key are in the environment, as delta-rs has them (AWS_*).
A gap is what expired: those numbers of the partition, FROM to below UP_TO, have to be missing. Prints one line; exits 1 when a
row is missing, there twice, foreign, at another offset than its number or not what was sent, or when the folder holds a file that is
neither of the table nor one that a killed writer may leave behind.
"""
import argparse
import os
import re
import sys
import urllib.parse

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs as fs
from deltalake import DeltaTable

COLUMNS = ["part", "sequence", "note", "_kafka_partition", "_kafka_offset"]
# As SequenceProducer has it.
LONGEST_NOTE = 64
LOG = re.compile(r"_delta_log/(\d{20}\.json|\d{20}\.checkpoint(\.\d{10}\.\d{10})?\.parquet|_last_checkpoint|_last_vacuum_info)")
# What a killed writer may leave: a data file that no entry names, a dead letter file, a file that was not whole yet.
ORPHAN = re.compile(r"[^/]+\.parquet|(.*/)?\.sluice-[0-9a-f-]{36}\.tmp|_delta_log/\.\d{20}\.[^/]*\.tmp|_sluice/.*")


def counts_of(path):
    with open(path, encoding="utf-8") as lines:
        return {int(partition): int(count) for partition, count in map(str.split, lines)}


def compare(rows, counts, gaps):
    """Missing, repeated, foreign, displaced and altered rows, as counts."""
    missing = repeated = foreign = 0
    partitions = rows.column("part")
    for partition in set(pc.unique(partitions).to_pylist()) | set(counts):
        numbers = rows.column("sequence").filter(pc.equal(partitions, partition))
        (gone, there_again), end = gaps.get(partition, (0, 0)), counts.get(partition, 0)
        left = pc.or_(pc.less(numbers, gone), pc.greater_equal(numbers, there_again))
        wanted = numbers.filter(pc.and_(left, pc.and_(pc.greater_equal(numbers, 0), pc.less(numbers, end))))
        distinct = pc.count_distinct(wanted).as_py()
        foreign += len(numbers) - len(wanted)
        repeated += len(wanted) - distinct
        missing += end - (there_again - gone) - distinct
    there = pc.and_(pc.equal(partitions, pc.cast(rows.column("_kafka_partition"), pa.int64())),
                    pc.equal(rows.column("sequence"), rows.column("_kafka_offset")))
    displaced = rows.num_rows - (pc.sum(pc.fill_null(there, False)).as_py() or 0)
    return {"missing": missing, "repeated": repeated, "foreign": foreign, "displaced": displaced, "altered": altered(rows)}


def altered(rows):
    """How many are not what was sent under their number."""
    weighed = pc.add(pc.multiply(rows.column("sequence"), 7), rows.column("part"))
    length = pc.subtract(weighed, pc.multiply(pc.divide(weighed, LONGEST_NOTE), LONGEST_NOTE))
    as_sent = pc.equal(rows.column("note"), pc.binary_repeat("n", length))
    return rows.num_rows - (pc.sum(pc.fill_null(as_sent, False)).as_py() or 0)


def listing(location):
    """Paths below the table, as its log would name them."""
    if not location.startswith("s3://"):
        return [os.path.relpath(os.path.join(folder, name), location)
                for folder, _, names in os.walk(location) for name in names]
    endpoint = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL"])
    store = fs.S3FileSystem(access_key=os.environ["AWS_ACCESS_KEY_ID"], secret_key=os.environ["AWS_SECRET_ACCESS_KEY"],
                            endpoint_override=endpoint.netloc, scheme=endpoint.scheme, region=os.environ["AWS_REGION"])
    root = location.removeprefix("s3://").rstrip("/")
    found = store.get_file_info(fs.FileSelector(root, recursive=True))
    return [each.path.removeprefix(root + "/") for each in found if each.is_file]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table")
    arguments.add_argument("counts")
    arguments.add_argument("--gap", action="append", default=[])
    options = arguments.parse_args()

    counts = counts_of(options.counts)
    gaps = {partition: (gone, there_again) for partition, gone, there_again in (map(int, gap.split(":")) for gap in options.gap)}
    table = DeltaTable(options.table)
    found = compare(table.to_pyarrow_table(columns=COLUMNS), counts, gaps)
    live = {urllib.parse.unquote(path) for path in pa.table(table.get_add_actions()).column("path").to_pylist()}
    others = [path for path in listing(options.table) if path not in live and not LOG.fullmatch(path)]
    strange = [path for path in others if not ORPHAN.fullmatch(path)]
    found["strange_files"] = len(strange)
    said = " ".join(f"{name}={count}" for name, count in found.items())
    print(f"wanted={sum(counts.values()) - sum(end - start for start, end in gaps.values())} version={table.version()} files={len(live)} "
          f"orphans={len(others) - len(strange)} {said}{' such as ' + strange[0] if strange else ''}")
    sys.stdout.flush()
    # Without the interpreter's shutdown, in which Arrow's threads may abort the process (apache/arrow#34314).
    os._exit(1 if any(found.values()) else 0)


if __name__ == "__main__":
    main()
