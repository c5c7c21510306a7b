#!/usr/bin/env python3
"""Make JSON schemas, one per kind, of the OpenAPI document of Kubernetes and of custom resource definitions.

    kubernetes_schemas.py OUT swagger.json CRD.yaml...

Named as kubeconform looks for them, and strict: a field that the schema does not know is an error, as for a server that
is asked with --validate=strict.
"""
import copy
import json
import pathlib
import sys

import yaml


def subschemas(schema):
    """Key to schema of what a schema is made of; the keys of "properties" are names of fields, not keywords."""
    for keyword in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(keyword), dict):
            yield (keyword,), schema[keyword]
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from (((keyword, index), each) for index, each in enumerate(schema.get(keyword, [])))
    yield from ((("properties", name), each) for name, each in schema.get("properties", {}).items())


def strict(schema):
    """The same, with no other fields than those that it names; formats are left to the server."""
    made = copy.deepcopy({key: value for key, value in schema.items() if key != "format"})
    for path, each in subschemas(schema):
        place = made
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = strict(each)
    if made.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
        made.pop("type", None)
        made["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    if "properties" in made and not made.get("x-kubernetes-preserve-unknown-fields"):
        made.setdefault("additionalProperties", False)
    return made


def referred(schema, definitions, found):
    """Names of the definitions that a schema leads to."""
    name = schema.get("$ref", "").removeprefix("#/definitions/")
    if name and name not in found:
        found.add(name)
        referred(definitions[name], definitions, found)
    for _, each in subschemas(schema):
        referred(each, definitions, found)
    return found


def write(out, group, version, kind, schema):
    suffix = f"-{group.split('.')[0]}-{version}" if group else f"-{version}"
    (out / f"{kind.lower()}{suffix}.json").write_text(json.dumps(schema))


def kubernetes(out, document):
    definitions = json.loads(document.read_text())["definitions"]
    # A Quantity is a text or a number, which its definition does not say.
    definitions["io.k8s.apimachinery.pkg.api.resource.Quantity"] = {"type": ["string", "number"]}
    definitions = {name: strict(schema) for name, schema in definitions.items()}
    for name, schema in definitions.items():
        for kind in schema.get("x-kubernetes-group-version-kind", []):
            parts = {each: definitions[each] for each in referred(schema, definitions, set())}
            write(out, kind["group"], kind["version"], kind["kind"], {**schema, "definitions": parts})


def custom(out, document):
    spec = yaml.safe_load(document.read_text())["spec"]
    for version in spec["versions"]:
        schema = strict(version["schema"]["openAPIV3Schema"])
        schema["properties"]["metadata"] = {"type": "object"}
        write(out, spec["group"], version["name"], spec["names"]["kind"], schema)


def main():
    out, swagger, *definitions = map(pathlib.Path, sys.argv[1:])
    kubernetes(out, swagger)
    for each in definitions:
        custom(out, each)


if __name__ == "__main__":
    main()
