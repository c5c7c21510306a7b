"""Makes a container on Azurite unless it is there: container.py http://HOST:PORT/ACCOUNT CONTAINER.

The account's key comes from AZURITE_ACCOUNT_KEY. Python's own library is enough, so no client has to be installed.
"""

import base64
import email.utils
import hashlib
import hmac
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

VERSION = "2021-08-06"


def authorization(account, key, path, date):
    """The account's signature of one request (Shared Key)."""
    # The empty lines are headers that this request does not have.
    headers = "PUT" + "\n" * 12 + f"x-ms-date:{date}\nx-ms-version:{VERSION}\n"
    text = f"{headers}/{account}{path}\nrestype:container"
    signature = hmac.digest(base64.b64decode(key), text.encode(), hashlib.sha256)
    return f"SharedKey {account}:{base64.b64encode(signature).decode()}"


def main(endpoint, container):
    path = f"{urllib.parse.urlsplit(endpoint).path}/{container}"
    account = path.split("/")[1]
    date = email.utils.formatdate(usegmt=True)
    request = urllib.request.Request(f"{endpoint}/{container}?restype=container", data=b"", method="PUT")
    # urllib would add a type, which would have to be signed.
    request.add_header("Content-Type", "")
    request.add_header("x-ms-date", date)
    request.add_header("x-ms-version", VERSION)
    request.add_header("Authorization", authorization(account, os.environ["AZURITE_ACCOUNT_KEY"], path, date))
    try:
        urllib.request.urlopen(request, timeout=10)
        print(f"made the container {container}")
    except urllib.error.HTTPError as refused:
        if refused.code != 409:
            sys.exit(f"cannot make the container {container}: {refused.code} {refused.read().decode()}")
        print(f"the container {container} is there")


main(*sys.argv[1:])
