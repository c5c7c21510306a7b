#!/usr/bin/env python3
"""Run the recipes of the docs as they stand there; see .ci/recipes, which makes the environment for this.

Only what the docs call a placeholder is replaced: the address of the store, the reader's secret, and the address of Trino.
"""
import argparse
import contextlib
import gzip
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import recipe_blocks
import recipe_engines
import recipe_store

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / name for name in ("quickstart.md", "query.md", "delta-lake-integration.md")]
TABLE = f"s3://{recipe_store.BUCKET}/delta/analytics-events"
FLIGHTS = ROOT / "bootstrap/target/sluice/data/flights-2013-01.ndjson.gz"
ON_DEMAND = ("spark", "trino", "jupyter")

# Events that fit no column of the flights, so that the table has dead letters to read.
UNFIT = ['{"event_id": "unfit-1", "dep_delay": "late"}', '{"event_id": "unfit-2", "dep_delay": "very late"}', "no JSON"]


def policy(pages):
    """The policy of docs/query.md: who reads has it, here and in the docs."""
    found = [block.code for page in pages for block in page if block.reason.startswith("the policy")]
    if len(found) != 1:
        raise SystemExit(f"{len(found)} blocks are 'not run: the policy …', one is wanted")
    return found[0]


def demo(work, *arguments, environment=()):
    # The pages show what two lanes have written; by itself it has one for each processor.
    lanes = ["--set", "sluice.decode.lanes=2"]
    command = [ROOT / "bootstrap/target/sluice/bin/sluice", "demo", "--once", "--dir", "sluice-demo", *lanes, *arguments]
    done = subprocess.run(
        command, cwd=work, env={**os.environ, **dict(environment)}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300
    )
    if done.returncode:
        raise SystemExit(f"sluice demo ended with {done.returncode}:\n{done.stdout}")


def make_tables(work, store):
    """The demo's table on local disk; and on MinIO, where some events more are dead letters."""
    demo(work)
    events = work / "events.ndjson.gz"
    events.write_bytes(FLIGHTS.read_bytes() + gzip.compress("\n".join([*UNFIT, ""]).encode()))
    demo(work, "--events", events, "--table", TABLE, environment=store.writer_environment())


def reason_not_to_run(block, engines):
    if not block.is_run or block.engine in engines:
        return block.reason
    on_demand = block.engine.split("-")[0]
    if on_demand not in ON_DEMAND:
        raise SystemExit(f"{block.name}: no engine {block.engine}: there are {', '.join(sorted(engines))}")
    return f"only with --{on_demand}"


def run(blocks, engines):
    """How many failed; says of each block what became of it."""
    failed = 0
    for block in blocks:
        if why_not := reason_not_to_run(block, engines):
            print(f"not run  {block.name}: {why_not}", flush=True)
            continue
        began = time.monotonic()
        status, output = engines[block.engine](block)
        broken = recipe_blocks.broken_promise(block, output)
        took = f"{time.monotonic() - began:.1f} s"
        if status or broken:
            failed += 1
            why = f"ended with {status}" if status else f"did not print {broken!r}"
            print(f"FAILED   {block.name} ({block.engine} {block.store}, {took}): {why}\n{output}", flush=True)
        else:
            print(f"ran      {block.name} ({block.engine} {block.store}, {took}) => {', '.join(block.promises)}", flush=True)
    return failed


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ON_DEMAND:
        arguments.add_argument(f"--{name}", action="store_true")
    arguments.add_argument("--only", default="", help="a text that the block's code or engine contains, to try one")
    options = arguments.parse_args()
    # So that servers end with this process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asked = {name for name in ON_DEMAND if getattr(options, name)}

    pages = [recipe_blocks.blocks(page) for page in PAGES]
    chosen = [block for page in pages for block in page if options.only in block.code + block.engine]
    with tempfile.TemporaryDirectory(prefix="sluice-recipes-") as folder, contextlib.ExitStack() as stack:
        work = pathlib.Path(folder)
        store = stack.enter_context(recipe_store.minio(work))
        store.create_reader(policy(pages))
        began = time.monotonic()
        make_tables(work, store)
        print(f"made the tables in {time.monotonic() - began:.0f} s", flush=True)
        engines = recipe_engines.engines(work, store, asked, stack)
        failed = run(chosen, engines)
        if "jupyter" in asked:
            failed += recipe_engines.notebook(ROOT / "deploy/platform/jupyter/events.ipynb", work, store)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
