#!/usr/bin/env python3
"""What the chart promises, held against the manifests that Helm makes of it with each values file (chart.py says by what).

The configuration is read by the distribution of mvn package; without one those tests are skipped, and say so.
"""
import functools
import json
import os
import pathlib
import re
import tempfile
import unittest

import yaml

from chart import SOURCE, Manifests, run

SLUICE = pathlib.Path(os.environ.get("SLUICE", "bootstrap/target/sluice/bin/sluice"))
VALUES = sorted(SOURCE.glob("values-*.yaml"))
SHUTDOWN_SECONDS = 15 + 4
SECRET_KEYS = re.compile(r"(password|jaas\.config|secret-key|access-key|session-token|account-key|sas-token|client-secret)\"?\s*[:=]")


def selects(selector, labels):
    return selector.items() <= labels.items()


def includes(selector, labels):
    """Whether a label selector, with expressions of the operator In, finds a pod."""
    return selects(selector.get("matchLabels", {}), labels) and all(
        labels.get(each["key"]) in each["values"] for each in selector.get("matchExpressions", [])
    )


def environment(container):
    return {each["name"]: each.get("value") for each in container["env"]}


MEBIBYTE = 1 << 20


def size(text):
    """Bytes of a quantity of Kubernetes' or a size of Sluice's."""
    number, unit = re.fullmatch(r"([0-9]+)\s*([KMG]i)B?", text).groups()
    return int(number) << {"Ki": 10, "Mi": 20, "Gi": 30}[unit]


def default(key):
    """What docs/configuration.md says of a key."""
    return re.search(rf"^\| `{re.escape(key)}` \| `(.*?)` \|", pathlib.Path("docs/configuration.md").read_text(), re.M)[1]


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
    def test_metrics_alone_are_open_to_who_reads_them(self, manifests):
        for policy in manifests.of("NetworkPolicy"):
            scraped = [rule for rule in policy["spec"]["ingress"] if "monitoring" in str(rule.get("from"))]
            self.assertLessEqual({port["port"] for rule in scraped for port in rule["ports"]}, {8081})

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


class Identity(unittest.TestCase):
    """Who reads the table has what the cloud asks for, and nobody else."""

    def pods(self, cloud, *arguments):
        both = ["--set", "website.enabled=true,ingestApi.enabled=true", *arguments]
        return dict(Manifests(SOURCE / f"values-{cloud}.yaml", *both).pods())

    def assert_of(self, found, wanted):
        self.assertEqual(found, {"writer": wanted, "test": wanted, "website": wanted, "ingest-api": None})

    def test_pods_of_aks_have_the_label(self):
        labels = {name: pod["metadata"]["labels"].get("azure.workload.identity/use") for name, pod in self.pods("aks").items()}
        self.assert_of(labels, "true")

    def test_pods_of_gke_go_where_the_metadata_server_is(self):
        self.assert_of(self.selectors(), {"iam.gke.io/gke-metadata-server-enabled": "true"})

    def test_pods_of_autopilot_go_anywhere(self):
        self.assert_of(self.selectors("--set-json", "serviceAccount.nodeSelector=null"), None)

    def selectors(self, *arguments):
        return {name: pod["spec"].get("nodeSelector") for name, pod in self.pods("gke", *arguments).items()}

    def test_annotations(self):
        pods = self.pods("eks", "--set", "serviceAccount.podAnnotations.example=yes")
        self.assert_of({name: pod["metadata"].get("annotations", {}).get("example") for name, pod in pods.items()}, "yes")

    def test_pods_without_any_of_it(self):
        none = ",".join(f"writer.{key}=null,serviceAccount.{key}=null" for key in ("podLabels", "podAnnotations", "nodeSelector"))
        self.assert_of({name: pod["spec"].get("nodeSelector") for name, pod in self.pods("aks", "--set-json", none).items()}, None)

    def test_accounts(self):
        self.assert_of({name: pod["spec"].get("serviceAccountName") for name, pod in self.pods("eks").items()}, "events-sluice")


class HotStore(unittest.TestCase):
    """The website counts in PostgreSQL where it is told of one, and is let out to it."""

    def ports(self, *arguments):
        all_on = ["--set", "website.enabled=true,ingestApi.enabled=true"]
        manifests = Manifests(SOURCE / "values-eks.yaml", *all_on, *arguments)
        return {
            component: {port["port"] for rule in manifests.one("NetworkPolicy", component)["spec"]["egress"] for port in rule["ports"]}
            for component in ("writer", "website", "ingest-api")
        }

    def test_the_website_alone_reaches_it(self):
        told = [
            ["--set", "website.config.hot.url=jdbc:postgresql://timescaledb/analytics"],
            ["--set", "website.configText=sluice.hot.url=${HOT_URL}"],
            ["--set-json", 'website.secrets=[{"variable": "SLUICE_HOT_URL", "existingSecret": "hot", "key": "url"}]'],
            ["--set-json", 'website.extraEnv=[{"name": "SLUICE_HOT_URL", "value": "jdbc:postgresql://timescaledb/analytics"}]'],
        ]
        for arguments in told:
            with self.subTest(arguments):
                ports = self.ports(*arguments)
                self.assertIn(5432, ports["website"])
                self.assertNotIn(5432, ports["writer"] | ports["ingest-api"])

    def test_nobody_reaches_what_is_not_there(self):
        self.assertNotIn(5432, set().union(*self.ports().values()))


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

    def test_keda_trusts_the_brokers_authority(self):
        (trigger,) = self.manifests.one("ScaledObject")["spec"]["triggers"]
        authentication = self.manifests.one("TriggerAuthentication")
        self.assertEqual(trigger["authenticationRef"], {"name": authentication["metadata"]["name"]})
        spec = authentication["spec"]
        self.assertEqual(spec["configMapTargetRef"], [{"parameter": "ca", "name": "cluster-ca", "key": "ca.crt"}])
        self.assertEqual({each["parameter"] for each in spec["secretTargetRef"]}, {"username", "password"})

    def test_keda_takes_the_authority_from_a_secret(self):
        manifests = Manifests(SOURCE / "values-minio.yaml", "--set", "autoscaling.authentication.ca.secret=kafka-ca")
        spec = manifests.one("TriggerAuthentication")["spec"]
        self.assertIn({"parameter": "ca", "name": "kafka-ca", "key": "ca.crt"}, spec["secretTargetRef"])

    def test_an_authentication_that_exists_is_taken(self):
        manifests = Manifests(SOURCE / "values-minio.yaml", "--set", "autoscaling.authenticationRef=mine")
        (trigger,) = manifests.one("ScaledObject")["spec"]["triggers"]
        self.assertEqual((trigger["authenticationRef"], manifests.of("TriggerAuthentication")), ({"name": "mine"}, []))

    def test_bodies_fit_into_the_ingest_apis_heap(self):
        (container,) = self.manifests.one("Deployment", "ingest-api")["spec"]["template"]["spec"]["containers"]
        share = int(re.search(r"MaxRAMPercentage=([0-9]+)", environment(container)["SLUICE_JAVA_OPTS"])[1])
        heap = size(container["resources"]["limits"]["memory"]) * share // 100
        conf = next(each["data"]["sluice.conf"] for each in self.manifests.of("ConfigMap", "ingest-api"))
        ingest = json.loads(conf.partition("=")[2])["ingest"]
        asked = lambda key: str(ingest.get(key, default("sluice.ingest." + key)))
        # As it came, whole, and inflated.
        bodies = 3 * int(asked("max-requests")) * size(asked("max-body-size"))
        needed = bodies + size(asked("max-in-flight"))
        self.assertLessEqual(needed, heap * 4 // 5, f"{needed // MEBIBYTE} MiB in a heap of {heap // MEBIBYTE} MiB")

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


if __name__ == "__main__":
    unittest.main()
