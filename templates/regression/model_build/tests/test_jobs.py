import random
import unittest

from abalone.jobs.evaluate import report
from abalone.jobs.prepare import MEASURES, encode, query, split

ROW = {"sex": "M", "rings": "15", **{name: f"0.{number}" for number, name in enumerate(MEASURES, start=1)}}


class PrepareTest(unittest.TestCase):
    def test_a_row_has_the_target_first_and_one_column_for_each_sex(self):
        self.assertEqual(encode(ROW), [15.0, 1.0, 0.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])

    def test_an_incomplete_row_is_left_out(self):
        self.assertIsNone(encode({**ROW, "height": ""}))
        self.assertIsNone(encode({**ROW, "sex": "?"}))

    def test_every_row_ends_in_one_set_whatever_the_order(self):
        rows = [[float(number)] for number in range(1000)]
        mixed = random.Random(1).sample(rows, len(rows))

        sets = split(rows)

        self.assertEqual({name: len(part) for name, part in sets.items()}, {"train": 700, "validation": 150, "test": 150})
        self.assertEqual(sorted(sum(sets.values(), [])), rows)
        self.assertEqual(split(mixed), sets)

    def test_names_are_quoted_and_cannot_break_out(self):
        self.assertTrue(query("farm", "abalone").endswith(' FROM "farm"."abalone"'))
        with self.assertRaises(ValueError):
            query("farm", 'abalone"; drop table x')


class EvaluateTest(unittest.TestCase):
    def test_the_errors_are_measured(self):
        metrics = report([3.0, 5.0], [1.0, 5.0])["regression_metrics"]

        self.assertEqual(metrics["mse"], {"value": 2.0, "standard_deviation": 2.0})
        self.assertEqual(metrics["mae"]["value"], 1.0)

    def test_nothing_to_measure_is_an_error(self):
        with self.assertRaises(ValueError):
            report([], [])


if __name__ == "__main__":
    unittest.main()
