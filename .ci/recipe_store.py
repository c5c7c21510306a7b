"""A MinIO of this run's own, with the bucket of the docs and the user of the docs, who may read and nothing else."""
import contextlib
import os
import pathlib
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request

BUCKET = "analytics"
READER = "analytics-reader"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "sluice-test-stores")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def binary(name):
    found = sorted(CACHE.glob(f"{name}-*/{name}"))
    if not found:
        raise SystemExit(f"no {name} in {CACHE}: run deploy/test-stores/up once, which builds it")
    return found[-1]


@contextlib.contextmanager
def running(command, log, **options):
    """A process that ends with this block, whatever happens in it."""
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **options)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def await_answer(process, url, log, seconds):
    limit = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if process.poll() is not None or time.monotonic() > limit:
                raise SystemExit(f"no answer from {url} ({error}):\n{pathlib.Path(log).read_text()[-3000:]}")
            time.sleep(0.1)


class Minio:
    def __init__(self, address, work):
        self.address = address
        self.endpoint = f"http://{address}"
        self.root_secret = secrets.token_hex(16)
        self.reader_secret = secrets.token_hex(16)
        self.work = work

    def mc(self, *arguments, text=None):
        environment = {**os.environ, "MC_HOST_store": f"http://root:{self.root_secret}@{self.address}"}
        command = [binary("mc"), "--config-dir", self.work / "mc", "--quiet", *arguments]
        done = subprocess.run(command, env=environment, input=text, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        if done.returncode:
            raise SystemExit(f"mc {arguments[0]}: {done.stdout}")

    def create_reader(self, policy):
        """The reader of the docs, with their policy."""
        file = self.work / "reader.json"
        file.write_text(policy)
        self.mc("mb", f"store/{BUCKET}")
        self.mc("admin", "user", "add", "store", text=f"{READER}\n{self.reader_secret}\n")
        self.mc("admin", "policy", "create", "store", READER, file)
        self.mc("admin", "policy", "attach", "store", READER, "--user", READER)

    def writer_environment(self):
        return {
            "SLUICE_STORAGE_MINIO_ENDPOINT": self.endpoint,
            "SLUICE_STORAGE_MINIO_ACCESS_KEY": "root",
            "SLUICE_STORAGE_MINIO_SECRET_KEY": self.root_secret,
        }


@contextlib.contextmanager
def minio(work):
    store = Minio(f"127.0.0.1:{free_port()}", work)
    environment = {**os.environ, "MINIO_ROOT_USER": "root", "MINIO_ROOT_PASSWORD": store.root_secret, "MINIO_BROWSER": "off"}
    command = [binary("minio"), "server", "--quiet", "--address", store.address, work / "minio"]
    log = work / "minio.log"
    with running(command, log, env=environment) as process:
        await_answer(process, f"{store.endpoint}/minio/health/live", log, 60)
        yield store
