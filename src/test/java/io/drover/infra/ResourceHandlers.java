package io.drover.infra;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The actions that CloudFormation takes to make, read, change and delete resources, without those for properties that no template of SageMaker Projects
 * has: {@code handlers} in what {@code aws cloudformation describe-type --type RESOURCE --type-name TYPE} tells.
 */
final class ResourceHandlers {
    private static final Map<String, Set<String>> ACTIONS = Map.of(
            "AWS::SageMaker::ModelPackageGroup",
            Set.of(
                    "sagemaker:CreateModelPackageGroup",
                    "sagemaker:DescribeModelPackageGroup",
                    "sagemaker:DeleteModelPackageGroup",
                    "sagemaker:GetModelPackageGroupPolicy",
                    "sagemaker:PutModelPackageGroupPolicy",
                    "sagemaker:DeleteModelPackageGroupPolicy",
                    "sagemaker:AddTags",
                    "sagemaker:ListTags",
                    "sagemaker:DeleteTags"),
            "AWS::SageMaker::CodeRepository",
            Set.of(
                    "sagemaker:CreateCodeRepository",
                    "sagemaker:DescribeCodeRepository",
                    "sagemaker:UpdateCodeRepository",
                    "sagemaker:DeleteCodeRepository",
                    "sagemaker:AddTags",
                    "sagemaker:ListTags",
                    "sagemaker:DeleteTags"),
            "AWS::S3::Bucket",
            Set.of(
                    "s3:CreateBucket",
                    "s3:DeleteBucket",
                    "s3:ListBucket",
                    "s3:PutBucketTagging",
                    "s3:PutEncryptionConfiguration",
                    "s3:PutBucketVersioning",
                    "s3:PutBucketPublicAccessBlock",
                    "s3:PutBucketOwnershipControls",
                    "s3:PutLifecycleConfiguration",
                    "s3:GetAccelerateConfiguration",
                    "s3:GetAnalyticsConfiguration",
                    "s3:GetBucketAbac",
                    "s3:GetBucketAcl",
                    "s3:GetBucketCORS",
                    "s3:GetBucketLogging",
                    "s3:GetBucketMetadataTableConfiguration",
                    "s3:GetBucketNotification",
                    "s3:GetBucketObjectLockConfiguration",
                    "s3:GetBucketOwnershipControls",
                    "s3:GetBucketPublicAccessBlock",
                    "s3:GetBucketTagging",
                    "s3:GetBucketVersioning",
                    "s3:GetBucketWebsite",
                    "s3:GetEncryptionConfiguration",
                    "s3:GetIntelligentTieringConfiguration",
                    "s3:GetInventoryConfiguration",
                    "s3:GetLifecycleConfiguration",
                    "s3:GetMetricsConfiguration",
                    "s3:GetReplicationConfiguration",
                    "s3:ListTagsForResource",
                    "s3:TagResource",
                    "s3:UntagResource"),
            "AWS::S3::BucketPolicy",
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"),
            "AWS::KMS::Key",
            Set.of(
                    "kms:CreateKey",
                    "kms:DescribeKey",
                    "kms:GetKeyPolicy",
                    "kms:PutKeyPolicy",
                    "kms:GetKeyRotationStatus",
                    "kms:EnableKeyRotation",
                    "kms:DisableKeyRotation",
                    "kms:EnableKey",
                    "kms:DisableKey",
                    "kms:UpdateKeyDescription",
                    "kms:ListResourceTags",
                    "kms:TagResource",
                    "kms:UntagResource",
                    "kms:ScheduleKeyDeletion"),
            "AWS::IAM::Role",
            Set.of(
                    "iam:CreateRole",
                    "iam:GetRole",
                    "iam:UpdateRole",
                    "iam:UpdateRoleDescription",
                    "iam:UpdateAssumeRolePolicy",
                    "iam:DeleteRole",
                    "iam:PutRolePolicy",
                    "iam:GetRolePolicy",
                    "iam:DeleteRolePolicy",
                    "iam:ListRolePolicies",
                    "iam:ListAttachedRolePolicies",
                    "iam:PutRolePermissionsBoundary",
                    "iam:TagRole",
                    "iam:UntagRole"),
            // Only the topic hears of it.
            "Custom::DroverProject",
            Set.of("sns:Publish"));

    private ResourceHandlers() {}

    /** @throws IllegalArgumentException when the type is not known here */
    static Set<String> of(String type) {
        return Optional.ofNullable(ACTIONS.get(type))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nobody has said what CloudFormation calls for " + type + ": add it to ResourceHandlers"));
    }
}
