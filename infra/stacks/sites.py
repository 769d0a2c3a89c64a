"""The public side: static pages in a private bucket and the API behind their forms, reached through CloudFront."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3

from infra.constructs.actions_api import ActionsApi
from infra.constructs.bucket import LogBucket, PrivateBucket
from infra.constructs.site_function import site_function
from infra.constructs.site_headers import api_headers, site_headers
from infra.constructs.site_records import SiteRecords
from infra.nag import acknowledge
from shared.sites.versions import KEPT

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig

NOT_FOUND_PAGE = "/network/404.html"
"""The network's own page for what does not exist: `banneret up` puts it beside the nations' folders."""

NOT_FOUND_TTL = cdk.Duration.seconds(10)
"""A page asked for a moment too early must not stay missing: a nation may be on its way."""


API_PATHS = ("/api/*", "/*/api/*")
"""Where the API is: on a nation's own host, and on the distribution's below the nation's slug."""

FINDER_PATHS = ("/api/find", "/network/api/find")
"""Where the candidate finder answers without a script: the one answer that is the same for whoever asks."""

FOUND_FOR = cdk.Duration.seconds(60)
"""How long CloudFront may keep what the finder found: as long as its pages."""


class SitesStack(cdk.Stack):
    """The site bucket, the actions' API, and the distribution in front of both."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self.access_logs = LogBucket(self, "AccessLogs", stage=stage).bucket
        self.bucket = self._bucket(stage)
        actions = ActionsApi(self, "Actions", stage=stage)
        self.actions_api = actions.api
        self.distribution = self._distribution(stage, actions)
        self.address = self._address(stage)
        if stage.domain.zone:
            SiteRecords(self, "Records", domain=stage.domain, zone=stage.domain.zone, distribution=self.distribution)

    def _address(self, stage: StageConfig) -> str:
        """Return where a nation's site opens, with `{slug}` for its name."""
        if stage.domain.certificate:
            return f"https://{{slug}}.{stage.domain.name}/"
        host = self.distribution.distribution_domain_name
        label = cdk.Fn.select(0, cdk.Fn.split(".", host))
        return stage.edge.site.format(host=host, label=label, port=stage.edge.port) + "{slug}/"

    def _bucket(self, stage: StageConfig) -> s3.Bucket:
        replaced = cdk.Duration.days(stage.retention.replaced_pages_days)
        return PrivateBucket(
            self,
            "Sites",
            stage=stage,
            access_logs=self.access_logs,
            versioned=True,
            lifecycle=[
                s3.LifecycleRule(
                    noncurrent_version_expiration=replaced,
                    # Whatever is on record can be put back, however long ago it was replaced.
                    noncurrent_versions_to_retain=KEPT,
                    expired_object_delete_marker=True,
                )
            ],
        ).bucket

    def _distribution(self, stage: StageConfig, actions: ActionsApi) -> cloudfront.Distribution:
        certificate = stage.domain.certificate
        common = self._common(stage)
        api = common | self._api(stage, actions)
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Sites of the nations, {stage.name}",
            default_behavior=self._page_behaviour(stage, common),
            # The first pattern that fits counts.
            additional_behaviors=dict.fromkeys(FINDER_PATHS, self._finder_behaviour(stage, api))
            | dict.fromkeys(API_PATHS, self._api_behaviour(api)),
            domain_names=stage.domain.hosts if certificate else None,
            certificate=acm.Certificate.from_certificate_arn(self, "Certificate", certificate) if certificate else None,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021 if certificate else None,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            # They hold for the API as well, which therefore answers neither.
            error_responses=[missing(403), missing(404)],
        )
        accept_findings(distribution, certified=certificate is not None, plain_http=stage.plain_http)
        return distribution

    def _common(self, stage: StageConfig) -> dict[str, Any]:
        """Return what pages and API have in common: TLS, and the function that knows the hosts."""
        policy = cloudfront.ViewerProtocolPolicy
        request = cloudfront.FunctionAssociation(
            function=site_function(self, stage=stage), event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
        )
        return {
            "viewer_protocol_policy": policy.ALLOW_ALL if stage.plain_http else policy.REDIRECT_TO_HTTPS,
            "function_associations": [request],
            "compress": True,
        }

    def _page_behaviour(self, stage: StageConfig, common: dict[str, Any]) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=site_headers(self, stage=stage),
            **common,
        )

    def _api(self, stage: StageConfig, actions: ActionsApi) -> dict[str, Any]:
        """Return what all answers of the API have in common."""
        return {
            "origin": actions.origin(),
            # The viewer's own host would not be API Gateway's; the function passes it on under another name.
            "origin_request_policy": cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            "response_headers_policy": api_headers(self, stage=stage),
        }

    def _api_behaviour(self, api: dict[str, Any]) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            **api,
        )

    def _finder_behaviour(self, stage: StageConfig, api: dict[str, Any]) -> cloudfront.BehaviorOptions:
        policy = cloudfront.CachePolicy(
            self,
            "Found",
            cache_policy_name=stage.called("found"),
            comment="What the candidate finder found, by what was typed.",
            query_string_behavior=cloudfront.CacheQueryStringBehavior.allow_list("place"),
            min_ttl=cdk.Duration.seconds(0),
            default_ttl=cdk.Duration.seconds(0),
            max_ttl=FOUND_FOR,
            enable_accept_encoding_brotli=True,
            enable_accept_encoding_gzip=True,
        )
        return cloudfront.BehaviorOptions(
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD, cache_policy=policy, **api
        )


def missing(status: int) -> cloudfront.ErrorResponse:
    """Return the answer to a missing page; S3 says 403 to those who may not list the bucket."""
    return cloudfront.ErrorResponse(
        http_status=status, response_http_status=404, response_page_path=NOT_FOUND_PAGE, ttl=NOT_FOUND_TTL
    )


def accept_findings(distribution: cloudfront.Distribution, *, certified: bool, plain_http: bool) -> None:
    """Accept what the rules find in a distribution of public pages and their forms."""
    acknowledge(
        distribution,
        "AwsSolutions-CFR1",
        reason="Citizens abroad read their candidate's page as well: no country is shut out.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR2",
        reason="Pages are static files behind a cache, and the forms' API has throttles, stamps and limits of its own.",
    )
    acknowledge(
        distribution,
        "AwsSolutions-CFR3",
        reason="Its log would keep each visitor's address beside what they asked for, tokens of mails included.",
    )
    if not certified:
        acknowledge(
            distribution,
            "AwsSolutions-CFR4",
            reason="Without a domain of its own a stage uses CloudFront's certificate, which fixes the protocol.",
        )
    if plain_http:
        acknowledge(
            distribution,
            "AwsSolutions-CFR5",
            reason="The emulator has no certificate and listens on this machine's own address alone.",
        )
