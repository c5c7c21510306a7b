#!/usr/bin/env python3
"""Draws how long commits take, and the heap after a garbage collection, as a table grows.

    plot.py COMMITS_CSV HEAP_CSV SVG
"""

import csv
import statistics
import sys

import matplotlib

matplotlib.use("svg")
# The same figures give the same file.
matplotlib.rcParams["svg.hashsalt"] = "sluice"
from matplotlib import pyplot  # noqa: E402

WINDOWS = 100


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [int(row[0]) for row in rows], *([float(row[column]) for row in rows] for column in range(1, len(rows[0])))


def windows(commits, times):
    size = max(1, len(times) // WINDOWS)
    for start in range(0, len(times) - size + 1, size):
        part = sorted(times[start : start + size])
        yield commits[start + size - 1], statistics.median(part), part[int(len(part) * 0.99) - 1]


def main():
    commits, times = read(sys.argv[1])
    heap_commits, at_once, between = read(sys.argv[2])
    ends, p50, p99 = zip(*windows(commits, times))
    figure, (above, below) = pyplot.subplots(2, 1, sharex=True, figsize=(8, 6), layout="constrained")
    above.plot(ends, p99, color="#c9a26b", linewidth=1, label="p99")
    above.plot(ends, p50, color="#1f5f8b", linewidth=2, label="p50")
    above.set_ylabel("commit, ms")
    above.set_ylim(bottom=0)
    above.legend(loc="upper left", frameon=False)
    below.plot(heap_commits, at_once, color="#c9a26b", linewidth=1, marker=".", label="a checkpoint may be under way")
    below.plot(heap_commits, between, color="#1f5f8b", linewidth=2, marker=".", label="between checkpoints")
    below.set_ylabel("heap after GC, MiB")
    below.set_ylim(0, max(at_once) * 1.25)
    below.legend(loc="upper left", frameon=False)
    below.set_xlabel("commits in the table, one data file each, offsets of 30 partitions")
    for each in (above, below):
        each.spines[["top", "right"]].set_visible(False)
        each.grid(axis="y", color="#e5e5e5")
    figure.savefig(sys.argv[3], metadata={"Date": None})


if __name__ == "__main__":
    main()
