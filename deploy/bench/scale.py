#!/usr/bin/env python3
"""Runs the simulation in scale_model.py, and holds it against a race of real writers.

    scale.py simulate FOLDER SEED STORES [QUICK]     scale.tsv, scale.md and, with matplotlib, scale.svg
    scale.py compare NAME WRITERS AGE_MS SECONDS TSV...     a line of Markdown: the race beside the model
"""

import csv
import math
import pathlib
import statistics
import sys

from scale_model import PAGE, STORES, Measured, Simulation, Store, pace_of_the_sources

INSTANCES = (1, 10, 30, 100, 300, 1000)
AGES = (1, 10, 60)
DAY = 86400
LOG_DAYS = 30
INTERVAL = 10
# Measured with CommitGrowth, see docs/scale.md: an entry with one file, and a checkpoint by the files that it lists.
ENTRY_BYTES = 2060
CHECKPOINT_BYTES = 174
CHECKPOINT_CPU = 30e-6
CHECKPOINT_HEAP = 1500
# How often an entry since the last checkpoint is read for the next: one after the other for the metadata, when the table is
# opened and, as a later version has come meanwhile, for the version that is due; then, for the files, by two processors.
READS_PER_ENTRY = 2.5
STEP = 900
ROUNDS_PER_STEP = 50
# Compaction once a day, and vacuum's seven days for what it has replaced: that long a checkpoint lists a file.
FILE_DAYS = 8
WARM_UP_SHARE = 0.2
COLUMNS = (
    "store instances age wanted reached attempts took50 took99 fresh50 fresh99 silent entries log_mb checkpoint_gb cpu_h heap_mb"
    " apart apart_old busy busy_old"
).split()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else math.nan


def checkpoints(store, instances, rate, interval=INTERVAL, file_days=FILE_DAYS, log_days=LOG_DAYS):
    """Files in all checkpoints of a new table's first day; after it and after LOG_DAYS, entries from one to the next and the
    share of each writer's time that goes into them.
    One lists the end of the log twice and the whole log twice, reads the entries since the last, and writes two objects."""
    _, rest, left_out = pace_of_the_sources()
    entry = (store.get.mean() + store.entry) * READS_PER_ENTRY
    apart, listed, ends = interval, 0, []
    for time in range(0, LOG_DAYS * DAY, STEP):
        files = rate * min(time + STEP / 2, file_days * DAY)
        log = rate * min(time + STEP / 2, log_days * DAY) * (1 + 1 / apart)
        lists = 2 + 2 * (math.ceil(log / PAGE) if store.pages else 1)
        fixed = lists * store.list.mean() + 2 * store.put.mean() + files * CHECKPOINT_CPU
        passed = 0
        while passed < STEP:
            # What all have committed since the last one, they share.
            work = fixed + apart * entry
            # A writer rests, but not for more entries than that, and it never writes two at a time.
            ready = max(work * rate, min((1 + rest) * work * rate, left_out * interval))
            # Then it waits until it is the one that commits a version which is due.
            settled = interval + (max(interval, ready) - interval) / instances
            around = settled * instances / rate
            # A round that is longer than a step is gone through in parts.
            apart += (settled - apart) * min(1, STEP / around)
            passed += max(around, STEP / ROUNDS_PER_STEP)
        listed += files * rate * STEP / apart
        if time + STEP in (DAY, LOG_DAYS * DAY):
            ends.append((listed, apart, min(1, work * rate / apart / instances)))
    (first, *new), (_, *old) = ends
    return first, *new, *old


def simulate(store, instances, age, seed, quick=False):
    warm_up = max(20 if quick else 60, 5 * age)
    seconds = max(30 if quick else 120, 5 * age)
    return Simulation(store, instances, age, seconds, warm_up, seed).run()


def row(store, instances, age, seed, quick):
    result = simulate(store, instances, age, seed, quick=quick)
    entries = result.rate * DAY
    files, apart, busy, apart_old, busy_old = checkpoints(store, instances, result.rate)
    return {
        "store": store.name,
        "instances": instances,
        "age": age,
        "wanted": result.wanted,
        "reached": result.rate,
        "attempts": result.attempts / max(1, result.commits),
        "took50": percentile(result.took, 0.5),
        "took99": percentile(result.took, 0.99),
        "fresh50": percentile(result.fresh, 0.5),
        "fresh99": percentile(result.fresh, 0.99),
        "silent": instances - len(result.each),
        "entries": entries,
        "log_mb": entries * ENTRY_BYTES / 1e6,
        "checkpoint_gb": files * CHECKPOINT_BYTES / 1e9,
        "cpu_h": files * CHECKPOINT_CPU / 3600,
        "heap_mb": entries * FILE_DAYS * CHECKPOINT_HEAP / 1e6,
        "apart": apart,
        "apart_old": apart_old,
        "busy": busy,
        "busy_old": busy_old,
    }


def short(value):
    if value is None or math.isnan(value):
        return "-"
    if value >= 10000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(rows):
    lines = [
        "| instances | flush age, s | commits/s wanted | reached | attempts each | commit p50 / p99, s | freshness p50 / p99, s |"
        " without a commit | entries a day | log, MB a day | checkpoints on the first day, GB | their CPU, h |"
        f" heap of one on day {FILE_DAYS}, MB | entries from one to the next after a day / {LOG_DAYS} days |"
        " of each writer's time |",
        "| ---: " * 15 + "|",
    ]
    for each in rows:
        behind = "**" if each["reached"] < 0.95 * each["wanted"] else ""
        lines.append(
            f"| {each['instances']} | {each['age']} | {short(each['wanted'])} | {behind}{short(each['reached'])}{behind}"
            f" | {each['attempts']:.1f} | {short(each['took50'])} / {short(each['took99'])}"
            f" | {short(each['fresh50'])} / {short(each['fresh99'])} | {each['silent'] or ''} | {each['entries']:,.0f}"
            f" | {short(each['log_mb'])} | {short(each['checkpoint_gb'])} | {short(each['cpu_h'])}"
            f" | {each['heap_mb']:,.0f} | {each['apart']:,.0f} / {each['apart_old']:,.0f}"
            f" | {each['busy']:.1%} / {each['busy_old']:.1%} |"
        )
    return "\n".join(lines) + "\n"


def plot(rows, path):
    try:
        import matplotlib
    except ImportError:
        return "without the plot: there is no matplotlib"
    matplotlib.use("svg")
    # The same figures give the same file.
    matplotlib.rcParams["svg.hashsalt"] = "sluice"
    from matplotlib import pyplot

    stores = list(dict.fromkeys(each["store"] for each in rows))
    figure, grid = pyplot.subplots(len(stores), 3, figsize=(11, 3.4 * len(stores)), layout="constrained", squeeze=False)
    panels = (("reached", "commits/s reached"), ("attempts", "attempts per commit"), ("fresh99", "freshness p99, s"))
    for store, axes in zip(stores, grid):
        for axis, (key, label) in zip(axes, panels):
            for age, color in zip(AGES, ("#c9a26b", "#1f5f8b", "#4d8f5b")):
                part = [each for each in rows if each["store"] == store and each["age"] == age]
                across = [each["instances"] for each in part]
                axis.plot(across, [each[key] for each in part], color=color, marker=".", label=f"every {age} s")
                if key == "reached":
                    axis.plot(across, [each["wanted"] for each in part], color=color, linestyle=":", linewidth=1)
            axis.set_xscale("log")
            axis.set_yscale("log")
            axis.set_title(f"{store}: {label}", fontsize=10)
            axis.set_xlabel("instances")
            axis.spines[["top", "right"]].set_visible(False)
            axis.grid(axis="y", color="#e5e5e5")
    grid[0][0].legend(frameon=False, fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    return ""


def run_simulation(folder, seed, stores, quick):
    folder = pathlib.Path(folder)
    rows = []
    for name in stores.split(","):
        for instances in INSTANCES:
            for age in AGES:
                rows.append(row(STORES[name], instances, age, seed, quick))
                print(f"scale: {name}, {instances} instances every {age} s: {short(rows[-1]['reached'])} commits/s", file=sys.stderr)
    with open(folder / "scale.tsv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: f"{value:.4g}" if isinstance(value, float) else value for key, value in each.items()} for each in rows)
    text = f"Seed {seed}. In bold what falls behind.\n"
    for name in stores.split(","):
        store = STORES[name]
        text += (
            f"\n**{name}**: p50/p99 of a PUT {store.put.p50 * 1000:g}/{store.put.p99 * 1000:g} ms,"
            f" a GET {store.get.p50 * 1000:g}/{store.get.p99 * 1000:g} ms, a listing {store.list.p50 * 1000:g}/{store.list.p99 * 1000:g} ms.\n\n"
        )
        text += table([each for each in rows if each["store"] == name])
    (folder / "scale.md").write_text(text, encoding="utf-8")
    problem = plot(rows, folder / "scale.svg")
    if problem:
        print(f"scale: {problem}", file=sys.stderr)


def measured(millis):
    """What was measured: the model is asked about the protocol, not about the machine."""
    return Measured(tuple(max(0.0, value) / 1000 for value in millis))


def run_comparison(name, writers, age, seconds, files):
    commits, calls = [], {}
    for path in files:
        commits += [list(map(float, line.split("\t"))) for line in pathlib.Path(path).read_text().splitlines()]
        for line in pathlib.Path(path + ".calls").read_text().splitlines():
            kind, took = line.split("\t")
            calls.setdefault(kind, []).append(float(took))
    begin = WARM_UP_SHARE * seconds * 1000
    counted = [each for each in commits if begin <= each[2] <= seconds * 1000]
    if not counted:
        raise SystemExit(f"scale: {name}: nobody committed in time")
    attempts = sum(each[3] + 1 for each in counted) / len(counted)
    own = [each[5] / (each[3] + 1) for each in counted for _ in range(int(each[3]) + 1)]
    # In a short race of few nobody lists.
    put, get, listing = (measured(calls.get(kind, calls["get"])) for kind in ("put", "get", "list"))
    store = Store(name, put, get, listing, 0.0, measured(own), measured([0]), False)
    length = seconds * (1 - WARM_UP_SHARE)
    models = [
        Simulation(store, writers, age / 1000, length, seconds * WARM_UP_SHARE, seed, encode=False).run() for seed in range(1, 11)
    ]
    real = len(counted) / length
    model = statistics.mean(each.rate for each in models)
    took = [(each[2] - each[1]) / 1000 for each in counted]
    model_took = [value for each in models for value in each.took]
    print(
        f"| {name} | {writers} | {age / 1000:g} | {short(real)} | {short(model)} | {(model / real - 1) * 100:+.0f} % | {attempts:.1f}"
        f" | {sum(each.attempts for each in models) / sum(each.commits for each in models):.1f}"
        f" | {short(percentile(took, 0.5))} / {short(percentile(took, 0.99))}"
        f" | {short(percentile(model_took, 0.5))} / {short(percentile(model_took, 0.99))} | {statistics.mean(own):.0f} |"
    )


def main():
    if sys.argv[1] == "simulate":
        run_simulation(sys.argv[2], int(sys.argv[3]), sys.argv[4], len(sys.argv) > 5)
    else:
        run_comparison(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]), sys.argv[6:])


if __name__ == "__main__":
    main()
