import unittest

from deployment.plan import Serving, base_name, deployment_name, endpoint_name, is_deployed, label, require_deployable
from deployment.settings import NEEDED, Refused, Settings

ENVIRONMENT = {
    **{name: f"value of {name}" for name in NEEDED},
    "MODEL_PACKAGE_GROUP_NAME": "aiops-p1-models",
    "GITHUB_RUN_ID": "15999999999",
    "GITHUB_RUN_ATTEMPT": "2",
}
SETTINGS = Settings.of(ENVIRONMENT)
PACKAGE = {
    "ModelPackageGroupName": "aiops-p1-models",
    "ModelApprovalStatus": "Approved",
    "ModelPackageStatus": "Completed",
}


class PlanTest(unittest.TestCase):
    def test_names_tell_group_version_and_run(self):
        self.assertEqual(endpoint_name(SETTINGS.group), "aiops-p1-models-endpoint")
        self.assertEqual(deployment_name(SETTINGS, 7), "aiops-p1-models-v7-15999999999-2")

    def test_long_names_fit_and_stay_different(self):
        one, other = base_name("g" * 62 + "1"), base_name("g" * 62 + "2")

        self.assertNotEqual(one, other)
        self.assertLessEqual(len(one + "-v99999-99999999999999-99"), 63)

    def test_the_log_does_not_show_the_group(self):
        self.assertEqual(label("aiops-p1-models", "aiops-p1-models-v7-1-1"), "v7-1-1")

    def test_only_approved_complete_packages_of_the_group_are_deployed(self):
        require_deployable(PACKAGE, SETTINGS.group)
        for wrong in (
            {"ModelPackageGroupName": "other"},
            {"ModelApprovalStatus": "PendingManualApproval"},
            {"ModelPackageStatus": "InProgress"},
        ):
            with self.subTest(wrong), self.assertRaises(Refused):
                require_deployable({**PACKAGE, **wrong}, SETTINGS.group)

    def test_the_same_package_in_the_same_size_is_deployed_already(self):
        now = Serving("config", "arn:1", SETTINGS.instance_type, SETTINGS.instance_count)

        self.assertTrue(is_deployed(now, "arn:1", SETTINGS))
        self.assertFalse(is_deployed(now, "arn:2", SETTINGS))
        self.assertFalse(is_deployed(Serving("config", "arn:1", "ml.t2.medium", 1), "arn:1", SETTINGS))
        self.assertFalse(is_deployed(None, "arn:1", SETTINGS))


class SettingsTest(unittest.TestCase):
    def test_missing_settings_are_named_all_at_once(self):
        with self.assertRaisesRegex(Refused, "repository: REGION, DEPLOY_ACCOUNT$"):
            Settings.of({**ENVIRONMENT, "REGION": "", "DEPLOY_ACCOUNT": ""})

    def test_without_a_package_the_newest_is_meant(self):
        self.assertEqual(SETTINGS.package_arn, "")
        self.assertEqual(Settings.of({**ENVIRONMENT, "MODEL_PACKAGE_ARN": " arn:1 "}).package_arn, "arn:1")


if __name__ == "__main__":
    unittest.main()
