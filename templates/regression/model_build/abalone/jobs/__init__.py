"""What runs inside the SageMaker jobs: one file a job, the standard library and what the image brings."""
