"""What is to hold for every service of deploy/compose: compose_rules.py CONFIG.json docs/configuration.md.

CONFIG.json is what "docker compose config --format json" makes of it. Prints what is wrong and ends with 1.
"""

import json
import pathlib
import re
import sys

# The launcher's, not keys.
LAUNCHER = {"SLUICE_JAVA_OPTS"}


def variables(page):
    """The environment variables of the keys that the page has."""
    keys = re.findall(r"^\| `(sluice\.[a-z0-9.-]+)` \|", page, re.MULTILINE)
    return {re.sub(r"[.-]", "_", key).upper() for key in keys}


def ours(service):
    return service["image"].startswith("sluice:")


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


def known(service, keys):
    for variable in service.get("environment", {}):
        plain = variable.removesuffix("_FILE")
        if variable.startswith("SLUICE_") and not {variable, plain} & (keys | LAUNCHER):
            yield f"sets {variable}, which is no key"


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


def main(config, page):
    services = json.loads(pathlib.Path(config).read_text())["services"]
    keys = variables(pathlib.Path(page).read_text())
    wrong = 0
    for name, service in sorted(services.items()):
        for checked in (
            hardening(service),
            running(service),
            pinned(service),
            known(service, keys),
            mounts(service),
            waits(service, services),
        ):
            for complaint in checked:
                print(f"{name} {complaint}")
                wrong += 1
    if wrong:
        sys.exit(1)
    print(f"{len(services)} services keep the rules")


main(*sys.argv[1:])
