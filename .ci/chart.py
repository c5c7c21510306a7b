"""The chart, as Helm makes manifests of it: HELM names Helm, CHART the packed chart, KUBE_VERSION the version to render for."""
import os
import pathlib
import subprocess

import yaml

SOURCE = pathlib.Path("deploy/helm/sluice")
PACKED = os.environ.get("CHART", str(SOURCE))


def run(command, **variables):
    return subprocess.run(
        command, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
    )


def render(*arguments):
    release = [os.environ["HELM"], "template", "events", PACKED, "--namespace", "analytics"]
    return run([*release, "--kube-version", os.environ["KUBE_VERSION"], *arguments])


class Manifests:
    """What one values file becomes."""

    def __init__(self, values, *arguments):
        done = render("--values", str(values), *arguments)
        if done.returncode:
            raise AssertionError(done.stderr)
        self.name = values.stem
        self.text = done.stdout
        self.all = [each for each in yaml.safe_load_all(done.stdout) if each]

    def of(self, kind, component=None):
        return [
            each
            for each in self.all
            if each["kind"] == kind and component in (None, each["metadata"]["labels"]["app.kubernetes.io/component"])
        ]

    def one(self, kind, component="writer"):
        (found,) = self.of(kind, component)
        return found

    def pods(self):
        """Component to pod's specification, hooks included."""
        for each in self.all:
            if each["kind"] in ("StatefulSet", "Deployment"):
                yield each["metadata"]["labels"]["app.kubernetes.io/component"], each["spec"]["template"]
            elif each["kind"] == "Pod":
                yield each["metadata"]["labels"]["app.kubernetes.io/component"], each
