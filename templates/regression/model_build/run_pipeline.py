"""Creates or updates the SageMaker pipeline and starts it. Running it twice starts two executions, nothing else."""

import argparse
import os
import sys

from abalone.settings import MissingSettings, Settings


def ensure_model_package_group(sagemaker, settings: Settings) -> None:
    """The group must carry the project's tags: an approval finds the deploy repository by them."""
    group = settings.model_package_group_name
    try:
        arn = sagemaker.describe_model_package_group(ModelPackageGroupName=group)["ModelPackageGroupArn"]
    except sagemaker.exceptions.ClientError as error:
        if "does not exist" not in str(error):
            raise
        sagemaker.create_model_package_group(ModelPackageGroupName=group, Tags=settings.tags())
    else:
        sagemaker.add_tags(ResourceArn=arn, Tags=settings.tags())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="print the definition, start nothing")
    args = parser.parse_args()
    try:
        settings = Settings.of(os.environ)
    except MissingSettings as missing:
        sys.exit(str(missing))

    import boto3
    from sagemaker.workflow.pipeline_context import PipelineSession

    from abalone.pipeline import build

    boto = boto3.Session(region_name=settings.region)
    session = PipelineSession(boto_session=boto, default_bucket=settings.artifact_bucket)
    pipeline = build(settings, session)
    if args.dry_run:
        print(pipeline.definition())
        return

    ensure_model_package_group(boto.client("sagemaker"), settings)
    pipeline.upsert(role_arn=settings.sagemaker_pipeline_role_arn, tags=settings.tags())
    execution = pipeline.start()
    started = f"Started the pipeline: execution {execution.arn.rsplit('/', 1)[-1]}"
    print(started)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary, "a", encoding="utf-8") as file:
            file.write(started + "\n")


if __name__ == "__main__":
    main()
