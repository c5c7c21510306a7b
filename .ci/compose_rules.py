"""What is to hold for deploy/compose and every service of it: compose_rules.py CONFIG.json docs/configuration.md compose.yaml .env.example.

CONFIG.json is what "docker compose config --format json" makes of the file. Prints what is wrong and ends with 1.
"""

import json
import pathlib
import re
import sys

# The launcher's, not keys.
LAUNCHER = {"SLUICE_JAVA_OPTS"}


# Of the heap; the rest is for everything that is no body.
BODIES_SHARE = 0.8


def variables(page):
    """The environment variables of the keys that the page has, and their defaults."""
    keys = re.findall(r"^\| `(sluice\.[a-z0-9.-]+)` \| `?(.*?)`? \|", page, re.MULTILINE)
    return {re.sub(r"[.-]", "_", key).upper(): default for key, default in keys}


def ours(service):
    return service["image"].startswith("sluice:")


def built_here(service):
    return "build" in service or ours(service)


def hardening(service):
    if "no-new-privileges:true" not in service.get("security_opt", []):
        yield "may gain privileges: security_opt"
    if ours(service) and not service.get("read_only"):
        yield "writes to its root: read_only"
    if ours(service) and service.get("cap_drop") != ["ALL"]:
        yield "has capabilities: cap_drop"
    for port in service.get("ports", []):
        if port.get("host_ip") != "127.0.0.1":
            yield f"port {port.get('published')} is open to the network"


def running(service):
    limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
    if not limits.get("memory") or not limits.get("cpus"):
        yield "has no limits of memory and CPU"
    if "max-size" not in service.get("logging", {}).get("options", {}):
        yield "has logs that grow for ever: logging"
    if service.get("restart") not in ("no", "unless-stopped"):
        yield "says nothing of restarts"
    if service.get("restart") == "unless-stopped" and "healthcheck" not in service:
        yield "stays, and nobody asks how it is: healthcheck"


def pinned(service):
    name = service["image"].split("/")[-1]
    if ":" not in name or ":latest" in name:
        yield f"is not pinned: {service['image']}"
    if "@sha256:" not in name and not built_here(service):
        yield f"is not pinned by digest: {service['image']}"


def known(service, keys):
    for variable in service.get("environment", {}):
        plain = variable.removesuffix("_FILE")
        if variable.startswith("SLUICE_") and not {variable, plain} & (keys.keys() | LAUNCHER):
            yield f"sets {variable}, which is no key"


def size(text):
    number, unit = re.fullmatch(r"([0-9]+)\s*([KMG])iB", text).groups()
    return int(number) << {"K": 10, "M": 20, "G": 30}[unit]


def bodies(service, keys):
    """docs/ingest-api.md has the sum: a body is there as it came, whole, and inflated."""
    if service.get("command") != ["ingest-api"]:
        return
    environment = service["environment"]
    asked = lambda key: str(environment.get(key, keys[key]))
    share = int(re.search(r"MaxRAMPercentage=([0-9]+)", environment["SLUICE_JAVA_OPTS"])[1])
    heap = int(service["deploy"]["resources"]["limits"]["memory"]) * share // 100
    needed = 3 * int(asked("SLUICE_INGEST_MAX_REQUESTS")) * size(asked("SLUICE_INGEST_MAX_BODY_SIZE"))
    needed += size(asked("SLUICE_INGEST_MAX_IN_FLIGHT"))
    if needed > heap * BODIES_SHARE:
        yield f"takes requests of {needed >> 20} MiB at a time, with a heap of {heap >> 20} MiB"


def example(compose, environment):
    """That .env.example has each variable of the file, with the default that it has there, and no other."""
    read = dict(re.findall(r"\$\{([A-Z_]+):[-?]([^}]*)\}", compose))
    listed = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", environment, re.MULTILINE))
    for name in sorted(read.keys() ^ listed.keys()):
        yield f"{name} is read by compose.yaml and not in .env.example" if name in read else f"{name} is in .env.example and nobody reads it"
    for name in sorted(read.keys() & listed.keys()):
        if listed[name] and read[name].split("@")[0] != listed[name]:
            yield f"{name} is {listed[name]} in .env.example and {read[name]} in compose.yaml"


def mounts(service):
    for volume in service.get("volumes", []):
        source = pathlib.Path(volume["source"])
        if volume["type"] == "bind" and not source.exists():
            yield f"mounts {source}, which does not exist"
        if volume["type"] == "bind" and source.is_dir() and not any(source.iterdir()):
            yield f"mounts {source}, which is empty"
        if volume["type"] == "bind" and not volume.get("read_only"):
            yield f"may write to {source}"


def waits(service, services):
    for name, dependency in service.get("depends_on", {}).items():
        once = services[name]["restart"] == "no"
        condition = "service_completed_successfully" if once else "service_healthy"
        if dependency["condition"] != condition:
            yield f"waits for {name} to be {dependency['condition']}, not {condition}"


def complaints(services, keys):
    for name, service in sorted(services.items()):
        for checked in (
            hardening(service),
            running(service),
            pinned(service),
            known(service, keys),
            bodies(service, keys),
            mounts(service),
            waits(service, services),
        ):
            yield from (f"{name} {complaint}" for complaint in checked)


def main(*paths):
    config, page, compose, environment = (pathlib.Path(path).read_text() for path in paths)
    services = json.loads(config)["services"]
    wrong = [*complaints(services, variables(page)), *example(compose, environment)]
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(services)} services keep the rules, and .env.example has what they read")


main(*sys.argv[1:])
