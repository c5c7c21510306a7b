#!/usr/bin/env python3
"""What the chart refuses, and in which words (chart.py says what renders it)."""
import json
import tempfile
import unittest

import yaml

from chart import render


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

    def test_key_of_a_keystore(self):
        values = "config: {kafka: {properties: {ssl.keystore.key: hunter2, ssl.keystore.certificate.chain: public}}}"
        self.refused(values, "Cannot put ssl.keystore.key into a ConfigMap")

    def test_secret_of_a_client(self):
        for key in ("sasl.oauthbearer.client.credentials.client.secret", "client-secret", "clientSecret"):
            with self.subTest(key):
                self.refused(f"config: {{kafka: {{properties: {{{key}: hunter2}}}}}}", f"Cannot put {key} into a ConfigMap")

    def test_port_of_a_broker(self):
        self.refused(
            "config: {kafka: {bootstrap-servers: ['a:9092', 'b:9094']}}",
            "Cannot let pods out to b:9094 (config.kafka.bootstrap-servers)",
            "port 9094 is not in networkPolicy.egress.kafkaPorts, which has 9092",
        )

    def test_port_of_a_token_endpoint(self):
        values = "config: {kafka: {properties: {sasl.oauthbearer.token.endpoint.url: 'https://login.example.com/token'}}}"
        self.refused(values, "port 443 is not in networkPolicy.egress.kafkaPorts")

    def test_port_of_the_ingest_apis_brokers(self):
        self.refused(
            "ingestApi: {enabled: true, config: {kafka: {bootstrap-servers: ['a:9095']}}}",
            "a:9095 (ingestApi.config.kafka.bootstrap-servers)",
        )

    def test_port_of_a_store(self):
        for backend, endpoint, port in (
            ("minio", "http://minio.minio:9000", 9000),
            ("s3", "http://vpce.example.com", 80),
            ("azure", "http://azurite:10000/devstoreaccount1", 10000),
            ("gcs", "https://[::1]:4443/", 4443),
        ):
            with self.subTest(backend):
                self.refused(
                    f"config: {{storage: {{{backend}: {{endpoint: '{endpoint}'}}}}}}",
                    f"(config.storage.{backend}.endpoint): port {port} is not in networkPolicy.egress.storePorts, which has 443",
                )

    def test_port_of_the_clouds_own_store(self):
        self.refused("networkPolicy: {egress: {storePorts: [9000]}}", "s3://my-bucket/events (config.table.location): port 443")

    def test_port_of_a_proxy(self):
        self.refused("config: {storage: {connection: {proxy: {host: squid}}}}", "squid:3128 (config.storage.connection.proxy)")

    def test_port_of_the_hot_store(self):
        self.refused(
            "website: {enabled: true, config: {hot: {url: 'jdbc:postgresql://a:5432,b:6432/analytics?sslmode=require'}}}",
            "(website.config.hot.url): port 6432 is not in networkPolicy.egress.hotStorePorts, which has 5432",
        )

    def test_ports_that_are_open_otherwise(self):
        for values in (
            "networkPolicy={enabled: false}",
            "networkPolicy={egress: {kafkaPorts: [9092, 9094]}}",
            "networkPolicy={egress: {extra: [{ports: [{port: 9094}]}]}}",
            "networkPolicy={egress: {extra: [{ports: [{port: 9090, endPort: 9099}]}]}}",
            "networkPolicy={egress: {extra: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}",
        ):
            name, _, value = values.partition("=")
            taken = json.dumps(yaml.safe_load(value))
            done = render(
                "--set-json", f"{name}={taken}", "--set", "config.table.location=s3://a/b,config.kafka.bootstrap-servers={b:9094}"
            )
            self.assertEqual(done.returncode, 0, values + done.stderr)

    def test_metrics_of_the_ingest_api_that_nobody_could_read(self):
        values = "{ingestApi: {enabled: true}, serviceMonitor: {enabled: true}, networkPolicy: {clientsFrom: [{podSelector: {}}]}}"
        self.refused(values, "Cannot read the ingest API's metrics", "networkPolicy.clientsFrom")

    def test_authority_that_keda_does_not_know(self):
        values = "{autoscaling: {enabled: true}, config: {kafka: {properties: {ssl.truststore.location: /ca.pem}}}}"
        self.refused(values, "Cannot scale by the lag", "autoscaling.authentication.ca")

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
