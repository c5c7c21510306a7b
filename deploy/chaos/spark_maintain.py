#!/usr/bin/env python3
"""Compacts a table and vacuums it with its default retention, again and again, as a job on Apache Spark does.

    spark_maintain.py TABLE JAR ROUNDS SECONDS

JAR has the LinkLogStore, and may be "" where nothing is compacted; SECONDS lie between two rounds. Prints one line for each.
Needs Python 3, Java 17 and Maven; fetches PySpark and the Delta jars into ~/.cache/sluice-ci-spark the first time.
"""
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / ".ci"))
import spark_reads


def main(table, jar, rounds, seconds):
    # Neither the checksums of Hadoop's local file system nor Delta's own: the check of the table wants to know every file.
    spark = spark_reads.session({
        "spark.delta.logStore.file.impl": "LinkLogStore",
        "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
        "spark.databricks.delta.writeChecksumFile.enabled": "false"}, [jar] if jar else [])
    for _ in range(rounds):
        metrics = spark.sql(f"OPTIMIZE delta.`{table}`").first().metrics
        spark.sql(f"VACUUM delta.`{table}`")
        version = spark.sql(f"DESCRIBE HISTORY delta.`{table}` LIMIT 1").first().version
        print(f"version={version} compacted={metrics.numFilesRemoved}", flush=True)
        time.sleep(seconds)


if __name__ == "__main__":
    len(sys.argv) == 5 or sys.exit(__doc__)
    spark_reads.in_its_own_python()
    main(os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
