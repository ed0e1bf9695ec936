"""Deploys an approved model package to the project's real-time endpoint. Running it twice is harmless."""

import logging
import os
import sys

from deployment.plan import Serving, deployment_name, endpoint_name, is_deployed, label, require_deployable
from deployment.settings import Refused, Settings

log = logging.getLogger("deploy")

VARIANT = "AllTraffic"
WAIT = {"Delay": 15, "MaxAttempts": 240}  # an hour


def package_to_deploy(sagemaker, settings: Settings) -> dict:
    arn = settings.package_arn
    if not arn:
        newest = sagemaker.list_model_packages(
            ModelPackageGroupName=settings.group,
            ModelApprovalStatus="Approved",
            SortBy="CreationTime",
            SortOrder="Descending",
            MaxResults=1,
        )["ModelPackageSummaryList"]
        if not newest:
            raise Refused("No model package of the group is approved: approve one in the model registry")
        arn = newest[0]["ModelPackageArn"]
    package = sagemaker.describe_model_package(ModelPackageName=arn)
    require_deployable(package, settings.group)
    return package


def endpoint_status(sagemaker, name: str) -> str | None:
    """None when there is no such endpoint."""
    try:
        return sagemaker.describe_endpoint(EndpointName=name)["EndpointStatus"]
    except sagemaker.exceptions.ClientError as error:
        if "Could not find endpoint" in str(error):
            return None
        raise


def settled_status(sagemaker, name: str) -> str | None:
    """Waits for what somebody else began; a failed endpoint serves nothing and can only be made anew."""
    status = endpoint_status(sagemaker, name)
    if status == "Deleting":
        sagemaker.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig=WAIT)
        return None
    if status == "Failed":
        log.warning("The endpoint had failed: it is deleted and made anew")
        sagemaker.delete_endpoint(EndpointName=name)
        sagemaker.get_waiter("endpoint_deleted").wait(EndpointName=name, WaiterConfig=WAIT)
        return None
    if status in ("Creating", "Updating", "SystemUpdating", "RollingBack"):
        log.info("The endpoint is %s: waiting for it", status)
        sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig=WAIT)
        return "InService"
    return status


def serving(sagemaker, endpoint: str) -> Serving:
    """What is not known, because somebody deleted the model or the configuration, stays empty: then it is deployed anew."""
    config = sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"]
    try:
        variant = sagemaker.describe_endpoint_config(EndpointConfigName=config)["ProductionVariants"][0]
        model = sagemaker.describe_model(ModelName=variant["ModelName"])
    except sagemaker.exceptions.ClientError as error:
        if "Could not find" not in str(error):
            raise
        return Serving(config, package_arn="", instance_type="", instance_count=0)
    return Serving(
        config,
        package_arn=model.get("PrimaryContainer", {}).get("ModelPackageName", ""),
        instance_type=variant.get("InstanceType", ""),
        instance_count=variant.get("InitialInstanceCount", 0),
    )


def create_config(sagemaker, settings: Settings, package: dict) -> str:
    name = deployment_name(settings, package["ModelPackageVersion"])
    tags = [{"Key": key, "Value": value} for key, value in settings.tags]
    sagemaker.create_model(
        ModelName=name,
        PrimaryContainer={"ModelPackageName": package["ModelPackageArn"]},
        ExecutionRoleArn=settings.role_arn,
        Tags=tags,
    )
    sagemaker.create_endpoint_config(
        EndpointConfigName=name,
        ProductionVariants=[
            {
                "VariantName": VARIANT,
                "ModelName": name,
                "InstanceType": settings.instance_type,
                "InitialInstanceCount": settings.instance_count,
            }
        ],
        Tags=tags,
    )
    return name


def deploy(sagemaker, settings: Settings) -> str:
    """Answers in a sentence what was done."""
    package = package_to_deploy(sagemaker, settings)
    version = package["ModelPackageVersion"]
    endpoint = endpoint_name(settings.group)

    former = serving(sagemaker, endpoint) if settled_status(sagemaker, endpoint) else None
    if is_deployed(former, package["ModelPackageArn"], settings):
        return f"The endpoint serves version {version} already: nothing to do"

    config = create_config(sagemaker, settings, package)
    log.info("Deploying version %s as %s", version, label(settings.group, config))
    if former is None:
        tags = [{"Key": key, "Value": value} for key, value in settings.tags]
        sagemaker.create_endpoint(EndpointName=endpoint, EndpointConfigName=config, Tags=tags)
    else:
        sagemaker.update_endpoint(EndpointName=endpoint, EndpointConfigName=config)
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=endpoint, WaiterConfig=WAIT)

    # After a failed update the endpoint is in service again, with its former configuration.
    if sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointConfigName"] != config:
        raise Refused(f"SageMaker could not bring up version {version}: the endpoint serves the former configuration")
    if former is None:
        return f"The endpoint is new and serves version {version}"
    return f"The endpoint serves version {version}; the former configuration is {label(settings.group, former.config)}"


def main() -> None:
    level = os.environ.get("LOG_LEVEL", "info").upper()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    log.setLevel(level if level in ("DEBUG", "INFO", "WARNING") else "INFO")
    try:
        settings = Settings.of(os.environ)

        import boto3

        session = boto3.Session(region_name=settings.region)
        if session.client("sts").get_caller_identity()["Account"] != settings.account:
            raise Refused("The workflow's role is not of the account DEPLOY_ACCOUNT: correct OIDC_ROLE_GITHUB_WORKFLOW")
        done = deploy(session.client("sagemaker"), settings)
    except Refused as refused:
        print(f"::error title=Not deployed::{refused}")
        sys.exit(1)
    log.warning(done)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary, "a", encoding="utf-8") as file:
            file.write(done + "\n")


if __name__ == "__main__":
    main()
