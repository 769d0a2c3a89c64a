"""The public side: static pages in a private bucket, read through CloudFront alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3

from infra.constructs.bucket import LogBucket, PrivateBucket
from infra.constructs.site_headers import site_headers
from infra.nag import acknowledge

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig

SITE_REQUEST = Path(__file__).with_name("site_request.js")

NOT_FOUND_PAGE = "/network/404.html"
"""The network's own page for what does not exist: `banneret up` puts it beside the nations' folders."""

NOT_FOUND_TTL = cdk.Duration.seconds(10)
"""A page asked for a moment too early must not stay missing: a nation may be on its way."""


class SitesStack(cdk.Stack):
    """The site bucket and the distribution in front of it."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self.access_logs = LogBucket(self, "AccessLogs", stage=stage, takes_acl=True).bucket
        self.bucket = self._bucket(stage)
        self.distribution = self._distribution(stage)

    def _bucket(self, stage: StageConfig) -> s3.Bucket:
        replaced = cdk.Duration.days(stage.retention.replaced_pages_days)
        return PrivateBucket(
            self,
            "Sites",
            stage=stage,
            access_logs=self.access_logs,
            versioned=True,
            lifecycle=[s3.LifecycleRule(noncurrent_version_expiration=replaced, expired_object_delete_marker=True)],
        ).bucket

    def _distribution(self, stage: StageConfig) -> cloudfront.Distribution:
        certificate = stage.domain.certificate
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Sites of the nations, {stage.name}",
            default_behavior=self._behaviour(stage),
            default_root_object="index.html",
            domain_names=[f"*.{stage.domain.name}"] if certificate else None,
            certificate=acm.Certificate.from_certificate_arn(self, "Certificate", certificate) if certificate else None,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            error_responses=[missing(403), missing(404)],
            log_bucket=self.access_logs,
            log_file_prefix="distribution/",
        )
        accept_findings(distribution, certified=certificate is not None)
        return distribution

    def _behaviour(self, stage: StageConfig) -> cloudfront.BehaviorOptions:
        policy = cloudfront.ViewerProtocolPolicy
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            viewer_protocol_policy=policy.ALLOW_ALL if stage.plain_http else policy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            compress=True,
            response_headers_policy=site_headers(self, stage=stage),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=self._site_request(stage), event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )

    def _site_request(self, stage: StageConfig) -> cloudfront.Function:
        code = SITE_REQUEST.read_text(encoding="utf-8").replace("{network_domain}", stage.domain.name)
        return cloudfront.Function(
            self,
            "SiteRequest",
            function_name=stage.called("site-request"),
            code=cloudfront.FunctionCode.from_inline(code),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            comment="Leads a nation's host to its folder, and a folder to its page.",
        )


def missing(status: int) -> cloudfront.ErrorResponse:
    """Return the answer to a missing page; S3 says 403 to those who may not list the bucket."""
    return cloudfront.ErrorResponse(
        http_status=status, response_http_status=404, response_page_path=NOT_FOUND_PAGE, ttl=NOT_FOUND_TTL
    )


def accept_findings(distribution: cloudfront.Distribution, *, certified: bool) -> None:
    """Accept what the rules find in a distribution of public, static pages."""
    acknowledge(
        distribution,
        "AwsSolutions-CFR1",
        reason="Citizens abroad read their candidate's page as well: no country is shut out.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR2",
        reason="The pages are static files behind a cache; there is no application that a web firewall could shield.",
    )
    if not certified:
        acknowledge(
            distribution,
            "AwsSolutions-CFR4",
            reason="Without a domain of its own a stage uses CloudFront's certificate, which fixes the protocol.",
        )
