"""The pipeline: prepare, train, evaluate, and register the model when its error is small enough."""

from pathlib import Path

from sagemaker import image_uris
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.model_metrics import MetricsSource, ModelMetrics
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionLessThanOrEqualTo
from sagemaker.workflow.fail_step import FailStep
from sagemaker.workflow.functions import Join, JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterFloat, ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, TrainingStep

from abalone.settings import Settings

JOBS = Path(__file__).parent / "jobs"
FOLDER = "/opt/ml/processing"
INSTANCE = "ml.m5.xlarge"
XGBOOST = "1.7-1"  # one image for all steps: its Python has XGBoost, NumPy and boto3

HYPERPARAMETERS = {
    "objective": "reg:squarederror",
    "eval_metric": "rmse",
    "num_round": 200,
    "early_stopping_rounds": 15,
    "max_depth": 4,
    "eta": 0.1,
    "subsample": 0.8,
    "min_child_weight": 6,
}


def build(settings: Settings, session: PipelineSession) -> Pipeline:
    """Describes the pipeline; nothing is created yet, but the jobs' scripts are uploaded when its definition is read."""
    max_mse = ParameterFloat("MaximumMeanSquaredError", default_value=6.0)
    workgroup = ParameterString("AthenaWorkgroup", default_value="primary")
    base = f"s3://{settings.artifact_bucket}/{settings.pipeline_name}"
    image = image_uris.retrieve("xgboost", settings.region, version=XGBOOST)
    common = {
        "role": settings.sagemaker_pipeline_role_arn,
        "instance_type": INSTANCE,
        "instance_count": 1,
        "sagemaker_session": session,
        "tags": settings.tags(),
    }

    def processor(name: str) -> ScriptProcessor:
        return ScriptProcessor(image_uri=image, command=["python3"], base_job_name=f"abalone-{name}", **common)

    prepare = ProcessingStep(
        "Prepare",
        step_args=processor("prepare").run(
            code=str(JOBS / "prepare.py"),
            arguments=[
                *("--database", settings.glue_database),
                *("--table", settings.glue_table),
                *("--workgroup", workgroup),
                *("--query-output", f"{base}/athena/"),
                *("--region", settings.region),
            ],
            outputs=[
                ProcessingOutput(output_name=name, source=f"{FOLDER}/{name}") for name in ("train", "validation", "test")
            ],
        ),
    )

    def prepared(name: str):
        return prepare.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri

    estimator = Estimator(image_uri=image, output_path=f"{base}/models", hyperparameters=HYPERPARAMETERS, **common)
    train = TrainingStep(
        "Train",
        step_args=estimator.fit(
            {name: TrainingInput(prepared(name), content_type="text/csv") for name in ("train", "validation")}
        ),
    )
    model_data = train.properties.ModelArtifacts.S3ModelArtifacts

    evaluation = PropertyFile("Evaluation", output_name="evaluation", path="evaluation.json")
    evaluate = ProcessingStep(
        "Evaluate",
        step_args=processor("evaluate").run(
            code=str(JOBS / "evaluate.py"),
            inputs=[
                ProcessingInput(source=model_data, destination=f"{FOLDER}/model"),
                ProcessingInput(source=prepared("test"), destination=f"{FOLDER}/test"),
            ],
            outputs=[ProcessingOutput(output_name="evaluation", source=f"{FOLDER}/evaluation")],
        ),
        property_files=[evaluation],
    )

    measured = evaluate.properties.ProcessingOutputConfig.Outputs["evaluation"].S3Output.S3Uri
    model = Model(
        image_uri=image,
        model_data=model_data,
        role=settings.sagemaker_pipeline_role_arn,
        sagemaker_session=session,
    )
    register = ModelStep(
        "Register",
        step_args=model.register(
            content_types=["text/csv"],
            response_types=["text/csv"],
            inference_instances=["ml.m5.large", "ml.m5.xlarge"],
            transform_instances=["ml.m5.xlarge"],
            model_package_group_name=settings.model_package_group_name,
            approval_status="PendingManualApproval",
            model_metrics=ModelMetrics(
                model_statistics=MetricsSource(
                    content_type="application/json", s3_uri=Join(on="/", values=[measured, "evaluation.json"])
                )
            ),
        ),
    )

    mse = JsonGet(step_name=evaluate.name, property_file=evaluation, json_path="regression_metrics.mse.value")
    too_inaccurate = FailStep(
        "TooInaccurate", error_message=Join(on=" ", values=["The mean squared error is greater than", max_mse])
    )
    accurate_enough = ConditionStep(
        "AccurateEnough",
        conditions=[ConditionLessThanOrEqualTo(left=mse, right=max_mse)],
        if_steps=[register],
        else_steps=[too_inaccurate],
    )

    return Pipeline(
        settings.pipeline_name,
        parameters=[max_mse, workgroup],
        steps=[prepare, train, evaluate, accurate_enough],
        sagemaker_session=session,
    )
