"""Makes a bucket on fake-gcs-server unless it is there: bucket.py http://HOST:PORT BUCKET."""

import json
import sys
import urllib.error
import urllib.request


def main(endpoint, bucket):
    request = urllib.request.Request(
        f"{endpoint}/storage/v1/b?project=analytics",
        data=json.dumps({"name": bucket}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        urllib.request.urlopen(request, timeout=10)
        print(f"made the bucket {bucket}")
    except urllib.error.HTTPError as refused:
        if refused.code != 409:
            sys.exit(f"cannot make the bucket {bucket}: {refused.code} {refused.read().decode()}")
        print(f"the bucket {bucket} is there")


main(*sys.argv[1:])
