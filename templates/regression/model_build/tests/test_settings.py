import unittest
from dataclasses import fields

from abalone.settings import MissingSettings, Settings

COMPLETE = {field.name.upper(): f"value of {field.name}" for field in fields(Settings)}


class SettingsTest(unittest.TestCase):
    def test_every_setting_becomes_a_field(self):
        settings = Settings.of({**COMPLETE, "HOME": "/root"})

        self.assertEqual(settings.glue_table, "value of glue_table")

    def test_missing_settings_are_named_all_at_once_and_no_value_is_shown(self):
        with self.assertRaises(MissingSettings) as refused:
            Settings.of({**COMPLETE, "REGION": " ", "GLUE_TABLE": ""})

        self.assertEqual(
            str(refused.exception), "Set these in .drover/project.env or as secrets of the repository: REGION, GLUE_TABLE"
        )

    def test_the_tags_lead_back_to_the_project(self):
        tags = {tag["Key"]: tag["Value"] for tag in Settings.of(COMPLETE).tags()}

        self.assertEqual(tags["sagemaker:project-id"], "value of sagemaker_project_id")
        self.assertEqual(tags["AmazonDataZoneDomain"], "value of amazon_datazone_domain")


if __name__ == "__main__":
    unittest.main()
