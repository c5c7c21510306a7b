#!/usr/bin/env python3
"""Make events of which a field, the one to partition by, looks like a path, an escape or what stands for null.

    hostile_names.py EVENTS.ndjson
"""
import json
import sys

NAMES = [
    "../x", "../../../../tmp/escaped", "/etc/passwd", "..", ".", "./", "a/b", "a//b", "a\\b", "%2F", "%2e%2e%2f", "%", "%zz", "%00",
    "=", "a=b", "name=x", "a&b?c#d", "__HIVE_DEFAULT_PARTITION__", "null", "NULL", " ", " a ", "a.", "_hidden", ".hidden",
    "_delta_log", "_delta_log/00000000000000000000.json", "😀", "é", "e\u0301", "\u202eabc", "\ufeffa", "\t", "\n", "\u0001", "\u007f",
    "'", "\"", "`", "*", "[a]", "{a}", "$HOME", "~", "CON", "x" * 253, "y" * 300, "é" * 200, "2024-01-01T00:00:00Z", "+1 %20",
]


def main():
    with open(sys.argv[1], "w", encoding="utf-8") as events:
        for number in range(4 * len(NAMES)):
            event = {"event_id": f"event-{number:04}", "number": number, "name": NAMES[number % len(NAMES)]}
            if number % 17 == 0:
                event["name"] = None
            events.write(json.dumps(event, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
