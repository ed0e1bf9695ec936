"""What this project is called and where it lives: the project's settings, as environment variables."""

from dataclasses import dataclass, fields
from typing import Mapping


class MissingSettings(Exception):
    """Says which settings are missing; never shows a value."""


@dataclass(frozen=True)
class Settings:
    """Each field is the environment variable of the same name in capitals."""

    sagemaker_domain_arn: str
    sagemaker_space_arn: str
    sagemaker_pipeline_role_arn: str
    sagemaker_project_name: str
    sagemaker_project_id: str
    amazon_datazone_domain: str
    amazon_datazone_scopename: str
    amazon_datazone_project: str
    region: str
    artifact_bucket: str
    model_package_group_name: str
    glue_database: str
    glue_table: str

    @staticmethod
    def of(environment: Mapping[str, str]) -> "Settings":
        values = {field.name: environment.get(field.name.upper(), "").strip() for field in fields(Settings)}
        missing = [name.upper() for name, value in values.items() if not value]
        if missing:
            raise MissingSettings(f"Set these in .drover/project.env or as secrets of the repository: {', '.join(missing)}")
        return Settings(**values)

    @property
    def pipeline_name(self) -> str:
        return f"{self.sagemaker_project_id}-abalone"

    def tags(self) -> list[dict[str, str]]:
        """What SageMaker Unified Studio knows the project's resources by; the deployment finds its repository by them."""
        named = {
            "sagemaker:project-id": self.sagemaker_project_id,
            "sagemaker:project-name": self.sagemaker_project_name,
            "sagemaker:domain-arn": self.sagemaker_domain_arn,
            "sagemaker:space-arn": self.sagemaker_space_arn,
            "AmazonDataZoneDomain": self.amazon_datazone_domain,
            "AmazonDataZoneScopeName": self.amazon_datazone_scopename,
            "AmazonDataZoneProject": self.amazon_datazone_project,
        }
        return [{"Key": key, "Value": value} for key, value in named.items()]
