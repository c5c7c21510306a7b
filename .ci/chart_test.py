#!/usr/bin/env python3
"""What the chart promises, held against the manifests that Helm makes of it with each values file.

HELM names Helm, CHART the packed chart, KUBE_VERSION the version to render for. The configuration is read by the distribution of
mvn package; without one those tests are skipped, and say so.
"""
import functools
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import yaml

SOURCE = pathlib.Path("deploy/helm/sluice")
PACKED = os.environ.get("CHART", str(SOURCE))
SLUICE = pathlib.Path(os.environ.get("SLUICE", "bootstrap/target/sluice/bin/sluice"))
VALUES = sorted(SOURCE.glob("values-*.yaml"))
SHUTDOWN_SECONDS = 15 + 4
SECRET_KEYS = re.compile(r"(password|jaas\.config|secret-key|access-key|session-token|account-key|sas-token|client-secret)\"?\s*[:=]")


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


def selects(selector, labels):
    return selector.items() <= labels.items()


def includes(selector, labels):
    """Whether a label selector, with expressions of the operator In, finds a pod."""
    return selects(selector.get("matchLabels", {}), labels) and all(
        labels.get(each["key"]) in each["values"] for each in selector.get("matchExpressions", [])
    )


def environment(container):
    return {each["name"]: each.get("value") for each in container["env"]}


def each_values_file(test):
    """Runs a test for the manifests of each values file, and goes on where one fails."""

    @functools.wraps(test)
    def run(self):
        for manifests in self.manifests:
            with self.subTest(manifests.name):
                test(self, manifests)

    return run


class EachValuesFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manifests = [Manifests(values) for values in VALUES]

    @each_values_file
    def test_pods_have_no_rights_and_bounds(self, manifests):
        for component, pod in manifests.pods():
            spec, (container,) = pod["spec"], pod["spec"]["containers"]
            self.assertEqual(spec["securityContext"]["runAsUser"], 10001, component)
            self.assertTrue(spec["securityContext"]["runAsNonRoot"], component)
            self.assertEqual(spec["securityContext"]["seccompProfile"], {"type": "RuntimeDefault"}, component)
            self.assertFalse(spec["automountServiceAccountToken"], component)
            own = container["securityContext"]
            self.assertTrue(own["readOnlyRootFilesystem"], component)
            self.assertFalse(own["allowPrivilegeEscalation"], component)
            self.assertEqual(own["capabilities"], {"drop": ["ALL"]}, component)
            self.assertIn("memory", container["resources"]["limits"], component)
            self.assertIn("MaxRAMPercentage", environment(container)["SLUICE_JAVA_OPTS"], component)
            for volume in spec["volumes"]:
                self.assertTrue("emptyDir" not in volume or volume["emptyDir"]["sizeLimit"], component)
            self.assertIn("/tmp", [mount["mountPath"] for mount in container["volumeMounts"]], component)

    @each_values_file
    def test_writer_is_probed_where_it_listens(self, manifests):
        (container,) = manifests.one("StatefulSet")["spec"]["template"]["spec"]["containers"]
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        for probe, path in {"startup": "/startupz", "liveness": "/livez", "readiness": "/readyz"}.items():
            asked = container[probe + "Probe"]["httpGet"]
            self.assertEqual((asked["path"], ports[asked["port"]]), (path, 8081))
        conf = manifests.one("ConfigMap")["data"]["sluice.conf"]
        self.assertRegex(conf, r'"management": \{\s*"host": "0\.0\.0\.0",\s*"port": 8081')

    @each_values_file
    def test_writer_has_time_to_commit_before_it_is_killed(self, manifests):
        spec = manifests.one("StatefulSet")["spec"]["template"]["spec"]
        self.assertGreater(spec["terminationGracePeriodSeconds"], SHUTDOWN_SECONDS)

    @each_values_file
    def test_writer_comes_back_as_the_same_member(self, manifests):
        writer = manifests.one("StatefulSet")["spec"]
        self.assertEqual(writer["podManagementPolicy"], "Parallel")
        (container,) = writer["template"]["spec"]["containers"]
        variables = environment(container)
        self.assertEqual(variables["SLUICE_KAFKA_PROPERTIES_GROUP_INSTANCE_ID"], "$(POD_NAMESPACE).$(POD_NAME)")
        session = int(variables["SLUICE_KAFKA_PROPERTIES_SESSION_TIMEOUT_MS"]) / 1000
        self.assertGreater(session, writer["template"]["spec"]["terminationGracePeriodSeconds"])

    @each_values_file
    def test_selectors_find_pods(self, manifests):
        labels = [pod["metadata"]["labels"] for _, pod in manifests.pods()]
        selectors = [each["spec"]["selector"] for each in manifests.of("Service")]
        selectors += [each["spec"]["selector"]["matchLabels"] for each in manifests.of("PodDisruptionBudget")]
        for selector in selectors:
            self.assertEqual(sum(selects(selector, each) for each in labels), 1, selector)
        self.assertTrue(manifests.of("PodDisruptionBudget", "writer"))
        services = [each["metadata"]["labels"] for each in manifests.of("Service")]
        for monitor in manifests.of("ServiceMonitor"):
            self.assertEqual(sum(selects(monitor["spec"]["selector"]["matchLabels"], each) for each in services), 1)

    @each_values_file
    def test_each_pod_has_one_network_policy_and_the_test_has_the_writers(self, manifests):
        policies = {each["metadata"]["name"]: each["spec"]["podSelector"] for each in manifests.of("NetworkPolicy")}
        of = {
            component: [name for name, selector in policies.items() if includes(selector, pod["metadata"]["labels"])]
            for component, pod in manifests.pods()
        }
        for component, names in of.items():
            self.assertEqual(len(names), 1, component)
        self.assertEqual(of["test"], of["writer"])

    @each_values_file
    def test_the_test_runs_on_the_writers_nodes(self, manifests):
        pods = {component: pod["spec"] for component, pod in manifests.pods()}
        for key in ("nodeSelector", "tolerations", "affinity"):
            self.assertEqual(pods["test"].get(key), pods["writer"].get(key), key)

    @each_values_file
    def test_network_policy_lets_the_configured_servers_through(self, manifests):
        spec = manifests.one("NetworkPolicy")["spec"]
        self.assertEqual([port["port"] for rule in spec["ingress"] for port in rule["ports"]], [8081])
        open_ports = {port["port"] for rule in spec["egress"] for port in rule["ports"]}
        conf = manifests.one("ConfigMap")["data"]["sluice.conf"]
        servers = re.search(r'"bootstrap-servers": \[(.*?)\]', conf, re.S)[1]
        needed = {int(port) for port in re.findall(r':(\d+)"', servers)}
        needed |= {int(port) for port in re.findall(r'"endpoint": "https?://[^"]*:(\d+)', conf)}
        self.assertLessEqual(needed | {53}, open_ports)

    @each_values_file
    def test_secrets_are_files_and_nothing_else(self, manifests):
        self.assertFalse(manifests.of("Secret"))
        for config in manifests.of("ConfigMap"):
            self.assertNotRegex(config["data"]["sluice.conf"], SECRET_KEYS)
        for component, pod in manifests.pods():
            (container,) = pod["spec"]["containers"]
            items = {
                "/run/secrets/sluice/" + item["path"]
                for volume in pod["spec"]["volumes"]
                if volume["name"] == "secrets"
                for source in volume["projected"]["sources"]
                for item in source["secret"]["items"]
            }
            named = {value for name, value in environment(container).items() if name.endswith("_FILE")}
            self.assertEqual(named, items, component)

    @each_values_file
    def test_sluice_takes_the_configuration(self, manifests):
        if not SLUICE.exists():
            self.skipTest(f"no distribution at {SLUICE}: run mvn package first")
        commands = run([str(SLUICE), "--help"]).stdout
        for component, pod in manifests.pods():
            if component not in ("writer", "test") and component not in commands:
                print(f"{manifests.name}: {component} is not in this distribution, its configuration was not read")
                continue
            printed = self.print_config(manifests, pod)
            if component == "writer":
                self.assertIn('"analytics.events-sluice-0"', printed)
                self.assertNotIn("not-to-be-seen", printed)

    def print_config(self, manifests, pod):
        """What sluice config print says in an environment like the pod's."""
        (container,) = pod["spec"]["containers"]
        (config,) = [volume["configMap"]["name"] for volume in pod["spec"]["volumes"] if volume["name"] == "config"]
        (conf,) = [each["data"]["sluice.conf"] for each in manifests.of("ConfigMap") if each["metadata"]["name"] == config]
        with tempfile.TemporaryDirectory() as folder:
            file, secret = pathlib.Path(folder, "sluice.conf"), pathlib.Path(folder, "secret")
            file.write_text(conf)
            secret.write_text("not-to-be-seen\n")
            variables = {
                name: str(secret) if name.endswith("_FILE") else value.replace("$(POD_NAMESPACE).$(POD_NAME)", "analytics.events-sluice-0")
                for name, value in environment(container).items()
                if name.startswith("SLUICE_")
            }
            done = run([str(SLUICE), "config", "print", "--config", str(file)], **variables)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout


class Everything(unittest.TestCase):
    """values-minio.yaml has everything on."""

    @classmethod
    def setUpClass(cls):
        cls.manifests = Manifests(SOURCE / "values-minio.yaml")

    def test_alerts_are_those_of_the_platform(self):
        files = sorted(SOURCE.glob("rules/*.yml"))
        self.assertTrue(files)
        for file, rule in zip(files, self.manifests.of("PrometheusRule"), strict=True):
            self.assertEqual(rule["spec"], yaml.safe_load(file.read_text()))
            self.assertTrue([each for group in rule["spec"]["groups"] for each in group["rules"] if "alert" in each])

    def test_metrics_carry_the_labels_that_alerts_ask_for(self):
        (endpoint,) = self.manifests.one("ServiceMonitor")["spec"]["endpoints"]
        labels = {each["targetLabel"]: each.get("replacement") for each in endpoint["relabelings"]}
        self.assertEqual((labels["job"], labels["pipeline"]), ("sluice", "analytics-events"))

    def test_scaling_goes_by_the_groups_lag(self):
        scaled = self.manifests.one("ScaledObject")["spec"]
        writer = self.manifests.one("StatefulSet")
        self.assertEqual(scaled["scaleTargetRef"]["name"], writer["metadata"]["name"])
        self.assertNotIn("replicas", writer["spec"])
        (trigger,) = scaled["triggers"]
        self.assertEqual(trigger["metadata"]["consumerGroup"], "sluice-analytics-events")
        self.assertEqual(trigger["metadata"]["lagThreshold"], "200000")

    def test_a_changed_configuration_restarts_the_writers(self):
        other = Manifests(SOURCE / "values-minio.yaml", "--set", "config.flush.max-age=5s")
        checksum = lambda manifests: manifests.one("StatefulSet")["spec"]["template"]["metadata"]["annotations"]["checksum/config"]
        self.assertNotEqual(checksum(self.manifests), checksum(other))

    def test_only_what_is_on_is_made(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as least:
            least.write("config: {table: {location: s3://my-bucket/events}}\nnetworkPolicy: {enabled: false}\n")
            least.flush()
            manifests = Manifests(pathlib.Path(least.name))
        kinds = sorted(each["kind"] for each in manifests.all)
        self.assertEqual(kinds, ["ConfigMap", "Pod", "PodDisruptionBudget", "Service", "ServiceAccount", "StatefulSet"])


class BadValues(unittest.TestCase):
    def refused(self, values, *words):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(values)
            file.flush()
            done = render("--set", "config.table.location=s3://my-bucket/events", "--values", file.name)
        self.assertNotEqual(done.returncode, 0, "taken: " + values)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_unknown_key(self):
        self.refused("writer: {replica: 3}", "writer", "replica", "not allowed")

    def test_too_little_time_to_stop(self):
        self.refused("writer: {terminationGracePeriodSeconds: 10}", "terminationGracePeriodSeconds", "20")

    def test_the_charts_own_address(self):
        self.refused("config: {http: {management: {host: 127.0.0.1}}}", "config", "http", "not allowed")

    def test_broker_without_port(self):
        self.refused("config: {kafka: {bootstrap-servers: [kafka]}}", "bootstrap-servers")

    def test_no_location(self):
        done = render()
        self.assertIn("config.table.location is empty", done.stderr)

    def test_secret_in_the_configuration(self):
        self.refused("config: {storage: {minio: {secret-key: hunter2}}}", "Cannot put secret-key into a ConfigMap", "`secrets`")

    def test_secret_among_kafkas_properties(self):
        self.refused("config: {kafka: {properties: {sasl.jaas.config: x}}}", "Cannot put sasl.jaas.config into a ConfigMap")

    def test_secret_in_text(self):
        self.refused('configText: \'sluice.kafka.properties."ssl.keystore.password" = "hunter2"\'', "into a ConfigMap")

    def test_keys_of_the_ingest_api(self):
        values = "ingestApi: {enabled: true, config: {ingest: {api-keys: [hunter2]}}}"
        self.refused(values, "Cannot put api-keys into a ConfigMap")

    def test_variable_of_a_file(self):
        self.refused("secrets: [{variable: SLUICE_HOT_PASSWORD_FILE, existingSecret: a, key: b}]", "secrets", "variable")

    def test_more_writers_than_partitions(self):
        values = "autoscaling: {enabled: true, partitions: 4, maxReplicas: 8}"
        self.refused(values, "Cannot scale to 8 writers", "autoscaling.partitions is 4")

    def test_variables_stand_for_secrets(self):
        done = render("--set", "config.table.location=s3://a/b", "--set", "configText=sluice.hot.password=${?HOT_PASSWORD}")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
