"""The query of the original's readers, with the credentials from the environment.

Prints how many rows the table has, and as ROWS of RUN those whose event_id begins with RUN: query.py [RUN].
"""

import os
import sys

from deltalake import DeltaTable

dt = DeltaTable(
    "s3://analytics/delta/analytics-events",
    storage_options={
        "AWS_ENDPOINT_URL": os.environ["AWS_ENDPOINT_URL"],
        "AWS_ACCESS_KEY_ID": os.environ["AWS_ACCESS_KEY_ID"],
        "AWS_SECRET_ACCESS_KEY": os.environ["AWS_SECRET_ACCESS_KEY"],
        "AWS_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
        "AWS_S3_ALLOW_UNSAFE_RENAME": "true",
    },
)
df = dt.to_pandas()

run = sys.argv[1] if len(sys.argv) > 1 else ""
mine = df[df["event_id"].str.startswith(run)]
print(f"version {dt.version()}, {len(df)} rows, {len(mine)} of this run, {mine['event_id'].nunique()} different")
