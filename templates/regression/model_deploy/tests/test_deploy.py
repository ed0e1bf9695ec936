import unittest
from types import SimpleNamespace

from deploy_endpoint import deploy
from deployment.settings import Refused
from tests.test_plan import PACKAGE, SETTINGS

ENDPOINT = "aiops-p1-models-endpoint"


class Account:
    """As much of SageMaker as a deployment needs, in memory."""

    class ClientError(Exception):
        pass

    exceptions = SimpleNamespace(ClientError=ClientError)

    def __init__(self, fails=False):
        self.fails, self.endpoints, self.configs, self.models, self.packages = fails, {}, {}, {}, []

    def approve(self, version):
        arn = f"arn:{version}"
        self.packages.insert(0, {**PACKAGE, "ModelPackageArn": arn, "ModelPackageVersion": version})

    def list_model_packages(self, **_):
        return {"ModelPackageSummaryList": self.packages[:1]}

    def describe_model_package(self, ModelPackageName):
        return next(each for each in self.packages if each["ModelPackageArn"] == ModelPackageName)

    def describe_endpoint(self, EndpointName):
        if EndpointName not in self.endpoints:
            raise self.ClientError("Could not find endpoint")
        return {"EndpointStatus": "InService", "EndpointConfigName": self.endpoints[EndpointName]}

    def describe_endpoint_config(self, EndpointConfigName):
        return {"ProductionVariants": self.configs[EndpointConfigName]}

    def describe_model(self, ModelName):
        if ModelName not in self.models:
            raise self.ClientError("Could not find model")
        return {"PrimaryContainer": self.models[ModelName]}

    def create_model(self, ModelName, PrimaryContainer, **_):
        self.models[ModelName] = PrimaryContainer

    def create_endpoint_config(self, EndpointConfigName, ProductionVariants, **_):
        self.configs[EndpointConfigName] = ProductionVariants

    def create_endpoint(self, EndpointName, EndpointConfigName, **_):
        self.endpoints[EndpointName] = EndpointConfigName

    def update_endpoint(self, EndpointName, EndpointConfigName):
        if not self.fails:
            self.endpoints[EndpointName] = EndpointConfigName

    def get_waiter(self, _):
        return SimpleNamespace(wait=lambda **_: None)


class DeployTest(unittest.TestCase):
    def test_the_first_deployment_creates_the_endpoint(self):
        account = Account()
        account.approve(1)

        done = deploy(account, SETTINGS)

        self.assertEqual(done, "The endpoint is new and serves version 1")
        self.assertEqual(account.endpoints, {ENDPOINT: "aiops-p1-models-v1-15999999999-2"})

    def test_the_next_one_updates_it_and_keeps_the_former_configuration(self):
        account = Account()
        account.approve(1)
        deploy(account, SETTINGS)
        account.approve(2)

        done = deploy(account, SETTINGS)

        self.assertEqual(done, "The endpoint serves version 2; the former configuration is v1-15999999999-2")
        self.assertEqual(len(account.configs), 2)

    def test_a_second_run_changes_nothing(self):
        account = Account()
        account.approve(1)
        deploy(account, SETTINGS)

        self.assertIn("nothing to do", deploy(account, SETTINGS))
        self.assertEqual(len(account.configs), 1)

    def test_an_endpoint_whose_model_was_deleted_is_deployed_anew(self):
        account = Account()
        account.approve(1)
        deploy(account, SETTINGS)
        account.models.clear()

        self.assertIn("serves version 1;", deploy(account, SETTINGS))

    def test_a_rolled_back_update_is_a_failure(self):
        account = Account(fails=True)
        account.approve(1)
        deploy(account, SETTINGS)
        account.approve(2)

        with self.assertRaisesRegex(Refused, "serves the former configuration"):
            deploy(account, SETTINGS)

    def test_without_an_approved_package_nothing_is_deployed(self):
        with self.assertRaisesRegex(Refused, "approve one"):
            deploy(Account(), SETTINGS)


if __name__ == "__main__":
    unittest.main()
