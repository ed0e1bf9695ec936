"""Reads the Glue table through Athena and writes train, validation and test sets.

As XGBoost wants them: CSV, target first, no header.
"""

from __future__ import annotations  # the image runs Python 3.8

import argparse
import csv
import io
import random
import time
from pathlib import Path

TARGET = "rings"
SEXES = ("m", "f", "i")
MEASURES = ("length", "diameter", "height", "whole_weight", "shucked_weight", "viscera_weight", "shell_weight")

SHARES = {"train": 0.70, "validation": 0.15, "test": 0.15}
SEED = 20


def query(database: str, table: str) -> str:
    """Selects just the columns used; the names go in quoted."""
    for name in (database, table):
        if not name or '"' in name:
            raise ValueError("GLUE_DATABASE and GLUE_TABLE must be plain names")
    return f'SELECT sex, {", ".join(MEASURES)}, {TARGET} FROM "{database}"."{table}"'


def encode(row: dict[str, str]) -> list[float] | None:
    """Target, one column for each sex, the measures; None when something is missing."""
    sex = row["sex"].strip().lower()
    values = [row[name].strip() for name in (TARGET, *MEASURES)]
    if sex not in SEXES or not all(values):
        return None
    target, *measures = map(float, values)
    return [target, *(float(sex == each) for each in SEXES), *measures]


def split(rows: list[list[float]]) -> dict[str, list[list[float]]]:
    """The same rows always end in the same sets, whatever order Athena gave them."""
    shuffled = sorted(rows)
    random.Random(SEED).shuffle(shuffled)
    sets, start, share = {}, 0, 0.0
    for name, part in SHARES.items():
        share += part
        end = round(share * len(shuffled))
        sets[name] = shuffled[start:end]
        start = end
    return sets


def read_table(session, sql: str, workgroup: str, output: str) -> list[dict[str, str]]:
    athena = session.client("athena")
    execution = athena.start_query_execution(
        QueryString=sql, WorkGroup=workgroup, ResultConfiguration={"OutputLocation": output}
    )["QueryExecutionId"]
    while True:
        answer = athena.get_query_execution(QueryExecutionId=execution)["QueryExecution"]
        state = answer["Status"]["State"]
        if state == "SUCCEEDED":
            break
        if state in ("FAILED", "CANCELLED"):
            raise RuntimeError(f"Athena: {answer['Status'].get('StateChangeReason', state)}")
        time.sleep(2)
    bucket, key = answer["ResultConfiguration"]["OutputLocation"][len("s3://") :].split("/", 1)
    body = session.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8")
    return list(csv.DictReader(io.StringIO(body)))


def main() -> None:
    import boto3

    parser = argparse.ArgumentParser()
    for name in ("database", "table", "workgroup", "query-output", "region"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--folder", type=Path, default=Path("/opt/ml/processing"))
    args = parser.parse_args()

    session = boto3.Session(region_name=args.region)
    table = read_table(session, query(args.database, args.table), args.workgroup, args.query_output)
    rows = [encoded for encoded in map(encode, table) if encoded is not None]
    if not rows:
        raise RuntimeError("The table has no complete row: check GLUE_DATABASE and GLUE_TABLE")
    for name, part in split(rows).items():
        folder = args.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(part)
        print(f"{name}: {len(part)} rows")


if __name__ == "__main__":
    main()
