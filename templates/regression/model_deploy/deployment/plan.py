"""Names and decisions of a deployment; pure, nothing here talks to AWS."""

import hashlib
from dataclasses import dataclass

from deployment.settings import Refused, Settings

LONGEST_NAME = 63  # of SageMaker's models, endpoint configurations and endpoints


@dataclass(frozen=True)
class Serving:
    """What an endpoint serves now."""

    config: str
    package_arn: str
    instance_type: str
    instance_count: int


def base_name(group: str) -> str:
    """The group's name, shortened so that suffixes fit and two groups never become one."""
    longest = LONGEST_NAME - len("-v99999-99999999999999-99")
    if len(group) <= longest:
        return group
    return f"{group[: longest - 7]}-{hashlib.sha256(group.encode()).hexdigest()[:6]}"


def endpoint_name(group: str) -> str:
    return f"{base_name(group)}-endpoint"


def deployment_name(settings: Settings, version: int) -> str:
    """Of the model and of the endpoint configuration: new with every run, so that the former ones stay."""
    return f"{base_name(settings.group)}-v{version}-{settings.run}"


def label(group: str, name: str) -> str:
    """A name for the log, without the group's name in it: that is one of the secrets."""
    return name.removeprefix(base_name(group) + "-")


def require_deployable(package: dict, group: str) -> None:
    """Refuses what is of another group, not approved or not complete."""
    if package.get("ModelPackageGroupName") != group:
        raise Refused("The model package is not of this project's model package group")
    approval = package.get("ModelApprovalStatus", "unknown")
    if approval != "Approved":
        raise Refused(f"The model package is not approved but {approval}: approve it in the model registry")
    status = package.get("ModelPackageStatus", "unknown")
    if status != "Completed":
        raise Refused(f"The model package is not complete but {status}")


def is_deployed(serving: Serving | None, package_arn: str, settings: Settings) -> bool:
    """Whether the endpoint serves just this already."""
    return serving is not None and (serving.package_arn, serving.instance_type, serving.instance_count) == (
        package_arn,
        settings.instance_type,
        settings.instance_count,
    )
