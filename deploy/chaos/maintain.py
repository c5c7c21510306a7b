#!/usr/bin/env python3
"""Compacts a table and removes what no version within its retention needs, once, as a nightly job with delta-rs does.

    maintain.py TABLE [RETENTION_HOURS]

Without hours it is the table's own retention. Only files that an entry of the log has taken away are removed.
"""
import sys

from deltalake import DeltaTable


def main():
    table = DeltaTable(sys.argv[1])
    compacted = table.optimize.compact()
    hours = int(sys.argv[2]) if len(sys.argv) > 2 else None
    removed = DeltaTable(sys.argv[1]).vacuum(retention_hours=hours, enforce_retention_duration=hours is None, dry_run=False)
    print(f"version={table.version()} compacted={compacted['numFilesRemoved']} vacuumed={len(removed)}")


if __name__ == "__main__":
    main()
