"""Where the model goes: the project's settings and the workflow's inputs, as environment variables."""

from dataclasses import dataclass
from typing import Mapping

INSTANCE_TYPE = "ml.m5.large"
INSTANCE_COUNT = 1

NEEDED = (
    "SAGEMAKER_PIPELINE_ROLE_ARN",
    "SAGEMAKER_PROJECT_NAME",
    "SAGEMAKER_PROJECT_ID",
    "AMAZON_DATAZONE_DOMAIN",
    "AMAZON_DATAZONE_SCOPENAME",
    "AMAZON_DATAZONE_PROJECT",
    "SAGEMAKER_DOMAIN_ARN",
    "SAGEMAKER_SPACE_ARN",
    "REGION",
    "MODEL_PACKAGE_GROUP_NAME",
    "DEPLOY_ACCOUNT",
)


class Refused(Exception):
    """Why nothing was deployed, for the person who reads the workflow's log; shows no secret."""


@dataclass(frozen=True)
class Settings:
    region: str
    account: str
    role_arn: str
    group: str
    package_arn: str  # empty: the newest approved one
    run: str  # different for every run and attempt
    tags: tuple[tuple[str, str], ...]
    instance_type: str = INSTANCE_TYPE
    instance_count: int = INSTANCE_COUNT

    @staticmethod
    def of(environment: Mapping[str, str]) -> "Settings":
        values = {name: environment.get(name, "").strip() for name in NEEDED}
        missing = [name for name, value in values.items() if not value]
        if missing:
            raise Refused(f"Set these in .drover/project.env or as secrets of the repository: {', '.join(missing)}")
        return Settings(
            region=values["REGION"],
            account=values["DEPLOY_ACCOUNT"],
            role_arn=values["SAGEMAKER_PIPELINE_ROLE_ARN"],
            group=values["MODEL_PACKAGE_GROUP_NAME"],
            package_arn=environment.get("MODEL_PACKAGE_ARN", "").strip(),
            run=f"{environment.get('GITHUB_RUN_ID', '0')}-{environment.get('GITHUB_RUN_ATTEMPT', '1')}",
            tags=(
                ("sagemaker:project-id", values["SAGEMAKER_PROJECT_ID"]),
                ("sagemaker:project-name", values["SAGEMAKER_PROJECT_NAME"]),
                ("sagemaker:domain-arn", values["SAGEMAKER_DOMAIN_ARN"]),
                ("sagemaker:space-arn", values["SAGEMAKER_SPACE_ARN"]),
                ("AmazonDataZoneDomain", values["AMAZON_DATAZONE_DOMAIN"]),
                ("AmazonDataZoneScopeName", values["AMAZON_DATAZONE_SCOPENAME"]),
                ("AmazonDataZoneProject", values["AMAZON_DATAZONE_PROJECT"]),
            ),
        )
