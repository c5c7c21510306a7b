#!/usr/bin/env python3
"""Compacts a table and removes what no version within its retention needs, once, as a nightly job with delta-rs does.

    maintain.py TABLE
"""
import sys

from deltalake import DeltaTable


def main():
    table = DeltaTable(sys.argv[1])
    compacted = table.optimize.compact()
    removed = DeltaTable(sys.argv[1]).vacuum(dry_run=False)
    print(f"version={table.version()} compacted={compacted['numFilesRemoved']} vacuumed={len(removed)}")


if __name__ == "__main__":
    main()
