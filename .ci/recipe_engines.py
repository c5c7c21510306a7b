"""What runs a block of each language: a function from the block to exit status and output."""
import importlib.util
import os
import pathlib
import subprocess
import sys

import recipe_store
import recipe_trino
import spark_reads

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Where DuckDB's INSTALL looks before it downloads.
EXTENSIONS = "v1.5.5/linux_amd64"

# Prints the rows of each statement, as DuckDB's own shell would.
# Arrow's threads may abort an interpreter that shuts down right after a read (apache/arrow#34314). The block is done by then: what it
# printed and any exception of its own still count.
PYTHON_SHELL = """
import os, runpy, sys
runpy.run_path(sys.argv[1], run_name="__main__")
sys.stdout.flush()
os._exit(0)
"""

DUCKDB_SHELL = """
import duckdb, sys
connection = duckdb.connect(config={"extension_directory": sys.argv[2]})
for statement in connection.extract_statements(open(sys.argv[1], encoding="utf-8").read()):
    result = connection.execute(statement)
    for row in result.fetchall() if result.description else []:
        print(*row, sep=" | ")
"""


def execute(command, work, timeout=300, **variables):
    """Away from this machine's own credentials."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SLUICE_"))}
    environment["PATH"] = f"{ROOT}/bootstrap/target/sluice/bin:{pathlib.Path(sys.executable).parent}:{environment['PATH']}"
    environment.update(variables)
    try:
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        done = subprocess.run(command, cwd=work, env=environment, timeout=timeout, **streams)
    except subprocess.TimeoutExpired as slow:
        return f"no end within {timeout} s", (slow.stdout or b"").decode()
    return done.returncode, done.stdout


def install_extensions(folder):
    """The extensions come with packages, so that nothing is downloaded while the blocks run."""
    target = folder / EXTENSIONS
    target.mkdir(parents=True)
    for name in ("delta", "httpfs"):
        package = importlib.util.find_spec(f"duckdb_extension_{name}").submodule_search_locations[0]
        file = next(pathlib.Path(package).rglob(f"{name}.duckdb_extension"))
        (target / file.name).symlink_to(file)
    return folder


def spark_python():
    """The Python with PySpark that spark_reads.py uses, too; pip says nothing where it is there."""
    python = spark_reads.HOME / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", spark_reads.HOME], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", spark_reads.PYSPARK], check=True)
    return python


def engines(work, store, asked, stack):
    """Name to function. Those on demand are there if they were asked for."""
    extensions = install_extensions(work / "duckdb")

    def file_of(block, suffix):
        code = block.code.replace("http://localhost:9000", store.endpoint).replace("localhost:9000", store.address)
        file = work / f"block-{block.line}{suffix}"
        file.write_text(code.replace("READER_SECRET", store.reader_secret))
        return file

    known = {
        "python": lambda block: execute([sys.executable, "-c", PYTHON_SHELL, file_of(block, ".py")], work),
        "sh": lambda block: execute(["bash", "-euo", "pipefail", file_of(block, ".sh")], work),
        "duckdb": lambda block: execute([sys.executable, "-c", DUCKDB_SHELL, file_of(block, ".sql"), extensions], work),
    }
    if "spark" in asked:
        python = spark_python()
        known["spark"] = lambda block: execute([python, file_of(block, ".py")], work, timeout=400, SPARK_LOCAL_IP="127.0.0.1")
    if "trino" in asked:
        port = stack.enter_context(recipe_trino.server(work, store))

        def with_trino(block, suffix, *command):
            file = file_of(block, suffix)
            file.write_text(file.read_text().replace("localhost", "127.0.0.1").replace("8090", str(port)))
            return execute([*command, file], work)

        known["trino"] = lambda block: with_trino(block, ".sql", sys.executable, ROOT / ".ci/recipe_trino.py", str(port))
        known["trino-python"] = lambda block: with_trino(block, ".py", sys.executable)
    return known


def notebook(path, work, store):
    """Runs a notebook without a browser, on local disk and on MinIO; 1 if a cell fails."""
    import nbclient
    import nbformat

    failed = 0
    tables = {
        "local": {"TABLE": str(work / "sluice-demo/flights")},
        "minio": {
            "TABLE": "s3://analytics/delta/analytics-events",
            "AWS_ENDPOINT_URL": store.endpoint,
            "AWS_ACCESS_KEY_ID": recipe_store.READER,
            "AWS_SECRET_ACCESS_KEY": store.reader_secret,
        },
    }
    for name, variables in tables.items():
        page = nbformat.read(path, as_version=4)
        variables = {**os.environ, **variables, "DUCKDB_EXTENSIONS": str(work / "duckdb")}
        client = nbclient.NotebookClient(page, timeout=120, resources={"metadata": {"path": str(work)}})
        try:
            client.execute(env=variables)
            plots = sum("image/png" in output.get("data", {}) for cell in page.cells for output in cell.get("outputs", []))
            failed |= plots == 0
            print(f"{'ran     ' if plots else 'FAILED  '} {path.name} (jupyter {name}): {len(page.cells)} cells, {plots} plots", flush=True)
        except nbclient.exceptions.CellExecutionError as error:
            failed = 1
            print(f"FAILED   {path.name} (jupyter {name}):\n{error}", flush=True)
    return failed
