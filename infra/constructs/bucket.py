"""Buckets that nobody reads unless told so: private, encrypted, TLS only, each with a lifecycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.retention import removal
from infra.nag import acknowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_kms as kms

    from infra.config import StageConfig

TLS_VERSION = 1.2
"""The oldest TLS that is still thought sound."""

UNFINISHED_UPLOAD_DAYS = 1
"""Parts of an upload that nobody finishes cost money and show nowhere."""


PREFLIGHT_SECONDS = 3600
"""How long a browser need not ask again whether it may send."""


class PrivateBucket(Construct):
    """A private bucket; with a key its objects are encrypted by it, otherwise by S3's own."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        access_logs: s3.IBucket,
        lifecycle: Sequence[s3.LifecycleRule],
        key: kms.IKey | None = None,
        versioned: bool = False,
        sent_from: str | None = None,
    ) -> None:
        """Make the bucket; scripts of pages at the origin `sent_from` may send it the forms that somebody signed."""
        super().__init__(scope, id_)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.KMS if key else s3.BucketEncryption.S3_MANAGED,
            encryption_key=key,
            bucket_key_enabled=key is not None,
            **transport(stage),
            versioned=versioned,
            cors=[forms_of(sent_from)] if sent_from else None,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            lifecycle_rules=[*lifecycle, drop_unfinished_uploads()],
            server_access_logs_bucket=access_logs,
            server_access_logs_prefix=f"{id_.lower()}/",
            removal_policy=removal(stage.retention),
        )
        accept_plain_http(self.bucket, stage=stage)


class LogBucket(Construct):
    """Where other buckets' access logs go: S3 delivers them only where its own encryption is the bucket's."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig) -> None:
        super().__init__(scope, id_)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            **transport(stage),
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            lifecycle_rules=[
                s3.LifecycleRule(expiration=cdk.Duration.days(stage.retention.logs_days)),
                drop_unfinished_uploads(),
            ],
            removal_policy=removal(stage.retention),
        )
        accept_plain_http(self.bucket, stage=stage)


def forms_of(origin: str) -> s3.CorsRule:
    """Return the rule by which a page's own script may send a signed form, and see how far it is."""
    return s3.CorsRule(allowed_methods=[s3.HttpMethods.POST], allowed_origins=[origin], max_age=PREFLIGHT_SECONDS)


def transport(stage: StageConfig) -> dict[str, Any]:
    """Return what a bucket asks of a connection."""
    return {} if stage.plain_http else {"enforce_ssl": True, "minimum_tls_version": TLS_VERSION}


def accept_plain_http(bucket: s3.Bucket, *, stage: StageConfig) -> None:
    """Accept that the emulator's buckets answer without TLS."""
    if stage.plain_http:
        acknowledge(
            bucket,
            "AwsSolutions-S10",
            reason="The emulator has no certificate and listens on this machine's own address alone.",
        )


def drop_unfinished_uploads() -> s3.LifecycleRule:
    """Return the rule that ends uploads nobody finished."""
    return s3.LifecycleRule(abort_incomplete_multipart_upload_after=cdk.Duration.days(UNFINISHED_UPLOAD_DAYS))
