#!/usr/bin/env python3
"""Hold Delta tables against the events that were produced, with Apache Spark as the reader.

    spark_reads.py TABLE EVENTS.ndjson[.gz] [TABLE EVENTS ...]

Every row is compared with its event, nested fields too; a filter has to skip the right files by their statistics; history
and detail have to agree with the rows and the files. Prints one line of JSON per table; exits 1 on a difference.
Needs Python 3, Java 17 and Maven; fetches PySpark and the Delta jars into ~/.cache/sluice-ci-spark the first time.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse

PYSPARK = "pyspark==3.5.7"
JARS = ["io.delta:delta-spark_2.12:3.3.2", "io.delta:delta-storage:3.3.2"]
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy"
HOME = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "sluice-ci-spark")


def session(settings={}, more_jars=()):
    from pyspark.sql import SparkSession

    jars = [HOME / "jars" / "{1}-{2}.jar".format(*name.split(":")) for name in JARS]
    for name, jar in zip(JARS, jars):
        if not jar.exists():
            options = [f"-Dartifact={name}", f"-DoutputDirectory={jar.parent}"]
            subprocess.run(["mvn", "-q", "-B", COPY, *options], check=True, cwd=HOME)
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    return SparkSession.builder.master("local[2]").config(map={
        "spark.jars": ",".join(map(str, [*jars, *more_jars])), "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension", "spark.sql.session.timeZone": "UTC",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.log.level": "ERROR", "spark.sql.warehouse.dir": str(HOME / "warehouse"), "spark.sql.shuffle.partitions": "2", "spark.databricks.delta.snapshotPartitions": "2",
        **settings}).getOrCreate()


def plain(value):
    """A value of JSON without its nulls, which Spark leaves out, and with times as Spark writes them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if each is not None and not name.startswith("_kafka_")}
    is_time = isinstance(value, str) and value[10:11] == "T" and value.endswith("Z")
    return value[:19] + (value[19:-1] + ".000")[:4] + "Z" if is_time else value


def check(spark, path, file):
    with (gzip.open if file.endswith(".gz") else open)(file, "rt", encoding="utf-8") as lines:
        events = {event["event_id"]: plain(event) for event in map(json.loads, lines)}
    frame = spark.read.format("delta").load(path)
    rows = [plain(json.loads(row)) for row in frame.toJSON().collect()]
    keys = {row["event_id"] for row in rows}
    middle = sorted(events)[len(events) // 2]
    history = spark.sql(f"DESCRIBE HISTORY delta.`{path}`").collect()
    detail = spark.sql(f"DESCRIBE DETAIL delta.`{path}`").first()
    files = [pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(name).path)) for name in frame.inputFiles()]
    faults = {
        "missing": len(events.keys() - keys),
        "repeated": len(rows) - len(keys),
        "different": sum(row != events.get(row["event_id"]) for row in rows),
        "repeated offsets": len(rows) - frame.select("_kafka_topic", "_kafka_partition", "_kafka_offset").distinct().count(),
        "filtered": frame.where(frame.event_id >= middle).count() - sum(key >= middle for key in events),
        "versions": [entry.version for entry in history] != list(range(len(history)))[::-1],
        "rows in history": sum(int(entry.operationMetrics["numOutputRows"]) for entry in history) - len(rows),
        "files": detail.numFiles - len(files),
        "bytes": detail.sizeInBytes - sum(each.stat().st_size for each in files)}
    faults = {name: fault for name, fault in faults.items() if fault}
    print(json.dumps({"table": path, "version": history[0].version, "files": len(files), "rows": len(rows), "faults": faults}))
    return not faults


def in_its_own_python():
    """Starts anew in the environment that has PySpark, made the first time."""
    if pathlib.Path(sys.prefix) != HOME:
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        subprocess.run([HOME / "bin/pip", "install", "--quiet", "--disable-pip-version-check", PYSPARK], check=True)
        os.execv(HOME / "bin/python", [HOME / "bin/python", *sys.argv])


if __name__ == "__main__":
    len(sys.argv) >= 3 and len(sys.argv) % 2 or sys.exit(__doc__)
    in_its_own_python()
    spark = session()
    sys.exit(0 if all([check(spark, os.path.abspath(table), events) for table, events in zip(sys.argv[1::2], sys.argv[2::2])]) else 1)
