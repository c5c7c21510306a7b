#!/usr/bin/env python3
"""Holds a table against what was produced, with delta-rs: as many rows, and none of them twice.

    check_rows.py TABLE EVENTS COLUMN...     COLUMNs identify a row: one of text, or two of whole numbers
"""

import os
import sys

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

PARTITION_BITS = 48


def main():
    location, events, columns = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    rows = DeltaTable(location).to_pyarrow_table(columns=columns)
    keys = rows.column(columns[-1])
    if len(columns) == 2:
        partitions = rows.column(columns[0]).cast(pa.int64())
        keys = pc.add(pc.shift_left(partitions, PARTITION_BITS), keys)
    distinct = pc.count_distinct(keys, mode="only_valid").as_py()
    if rows.num_rows != events or distinct != events:
        raise SystemExit(f"{location}: {rows.num_rows} rows, {distinct} different, where {events} were produced")


if __name__ == "__main__":
    main()
    # Without the interpreter's shutdown, in which Arrow's threads may abort the process (apache/arrow#34314).
    os._exit(0)
