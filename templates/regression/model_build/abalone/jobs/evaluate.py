"""Measures the trained model on the test set and writes evaluation.json, which the pipeline's condition reads."""

from __future__ import annotations  # the image runs Python 3.8

import argparse
import csv
import json
import math
import tarfile
from pathlib import Path


def report(actual: list[float], predicted: list[float]) -> dict:
    """In the layout that the model registry shows as model quality."""
    if not actual or len(actual) != len(predicted):
        raise ValueError(f"{len(actual)} values but {len(predicted)} predictions")
    errors = [a - p for a, p in zip(actual, predicted)]
    squares = [error * error for error in errors]
    mse = sum(squares) / len(squares)
    deviation = math.sqrt(sum((square - mse) ** 2 for square in squares) / len(squares))
    return {
        "regression_metrics": {
            "mse": {"value": mse, "standard_deviation": deviation},
            "rmse": {"value": math.sqrt(mse)},
            "mae": {"value": sum(map(abs, errors)) / len(errors)},
        }
    }


def main() -> None:
    import numpy
    import xgboost

    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path("/opt/ml/processing"))
    folder = parser.parse_args().folder

    with tarfile.open(folder / "model" / "model.tar.gz") as archive:
        Path("xgboost-model").write_bytes(archive.extractfile("xgboost-model").read())
    model = xgboost.Booster()
    model.load_model("xgboost-model")

    with open(folder / "test" / "test.csv", newline="", encoding="utf-8") as file:
        rows = [[float(value) for value in row] for row in csv.reader(file)]
    predicted = model.predict(xgboost.DMatrix(numpy.array([row[1:] for row in rows])))

    target = folder / "evaluation"
    target.mkdir(parents=True, exist_ok=True)
    result = report([row[0] for row in rows], [float(value) for value in predicted])
    (target / "evaluation.json").write_text(json.dumps(result), encoding="utf-8")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
