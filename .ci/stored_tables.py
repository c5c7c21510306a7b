#!/usr/bin/env python3
"""Write the same events to every object store that runs, and hold each table against them with delta-rs.

    stored_tables.py SLUICE EVENTS.ndjson[.gz]

TEST_STORES names the folder with one configuration per store (deploy/test-stores). SECOND_OPINION may name one
more checker: CHECKER TABLE --expected EVENTS --values --storage-option KEY=VALUE ...
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

import pyarrow as pa
from deltalake import DeltaTable

import check_table

# With a certificate of its own, which delta-rs would have to be told to ignore.
LEFT_OUT = {"minio-tls"}


def settings(conf):
    """Dotted key to value, of the plain HOCON that deploy/test-stores writes."""
    found, path = {}, []
    for line in conf.read_text().splitlines():
        line = line.split("#")[0].strip() if '"' not in line else line.strip()
        if opened := re.fullmatch(r"([\w.-]+)\s*\{", line):
            path.append(opened[1])
        elif line == "}":
            path.pop()
        elif pair := re.fullmatch(r'([\w.-]+)\s*=\s*"?(.*?)"?', line):
            found[".".join([*path, pair[1]])] = pair[2]
    return found


def environment(found):
    return {re.sub(r"[.-]", "_", key).upper(): value for key, value in found.items() if key.startswith("sluice.storage.")}


def reader(location, found):
    """Where delta-rs finds the same place, and what it has to know."""
    scheme = location.split(":")[0]
    of = lambda name: next((value for key, value in found.items() if key.endswith("." + name)), None)
    if scheme == "s3":
        return location, {
            "AWS_ENDPOINT_URL": of("endpoint"),
            "AWS_ACCESS_KEY_ID": of("access-key"),
            "AWS_SECRET_ACCESS_KEY": of("secret-key"),
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }
    if scheme == "abfs":
        container, path = re.fullmatch(r"abfs://([^@]+)@[^/]+/(.*)", location).groups()
        os.environ["AZURITE_BLOB_STORAGE_URL"] = of("endpoint").rsplit("/", 1)[0]
        return f"az://{container}/{path}", {
            "azure_storage_account_name": "devstoreaccount1",
            "azure_storage_account_key": of("account-key"),
            "azure_storage_use_emulator": "true",
        }
    return location, {
        "google_service_account_key": json.dumps(
            {"gcs_base_url": of("endpoint"), "disable_oauth": True, "client_email": "", "private_key": "", "private_key_id": ""}
        )
    }


def check(name, conf, sluice, events):
    found = settings(conf)
    location = f"{found['sluice.table.location']}/readers-{uuid.uuid4()}/flights"
    with tempfile.TemporaryDirectory() as folder:
        demo = subprocess.run(
            [sluice, "demo", "--once", "--dir", folder, "--table", location, "--events", events],
            env={**os.environ, **environment(found)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
    if demo.returncode:
        sys.exit(f"{name}: {demo.stdout}")
    uri, options = reader(location, found)
    produced = check_table.produced(events, "event_id")
    table = DeltaTable(uri, storage_options=options)
    rows = pa.table(table.to_pyarrow_table())
    report = {
        "store": name,
        "version": table.version(),
        "produced": len(produced),
        "delta_rs": check_table.compare(rows, produced, "event_id"),
        "repeated_offsets": check_table.repeated_offsets(rows),
    }
    report["ok"] = not any(report["delta_rs"][kind] for kind in ("missing", "repeated", "foreign", "different"))
    report["ok"] &= not report["repeated_offsets"]
    print(json.dumps(report), flush=True)
    if not report["ok"]:
        sys.exit(1)
    if second := os.environ.get("SECOND_OPINION"):
        extra = [word for key, value in options.items() for word in ("--storage-option", f"{key}={value}")]
        subprocess.run([sys.executable, second, uri, "--expected", events, "--values", *extra], check=True)


def main():
    sluice, events = sys.argv[1:]
    confs = sorted(pathlib.Path(os.environ["TEST_STORES"]).glob("*.conf"))
    ran = [conf.stem for conf in confs if conf.stem not in LEFT_OUT]
    print(f"stores: {' '.join(ran)}; left out: {' '.join(sorted(LEFT_OUT))}", flush=True)
    if not ran:
        sys.exit("no store runs")
    for conf in confs:
        if conf.stem not in LEFT_OUT:
            check(conf.stem, conf, sluice, events)


if __name__ == "__main__":
    main()
