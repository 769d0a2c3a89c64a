"""The headers of every page: a browser is to trust the page's own host, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from infra.config import StageConfig

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Pages take nothing from elsewhere and hold no inline code: whatever slips into a text stays a text."""

HSTS_DAYS = 365
"""What browsers' preload lists ask for."""


def site_headers(scope: Construct, *, stage: StageConfig) -> cloudfront.ResponseHeadersPolicy:
    """Return the policy of headers that every page carries."""
    return headers(scope, "Headers", name=stage.called("sites"))


def api_headers(scope: Construct, *, stage: StageConfig) -> cloudfront.ResponseHeadersPolicy:
    """Return the policy of headers that every answer to a form carries: a page too, but nobody else's to keep."""
    nobody_keeps = [header("Cache-Control", "no-store"), header("X-Robots-Tag", "noindex")]
    return headers(scope, "ApiHeaders", name=stage.called("actions"), also=nobody_keeps)


def headers(
    scope: Construct, id_: str, *, name: str, also: Sequence[cloudfront.ResponseCustomHeader] = ()
) -> cloudfront.ResponseHeadersPolicy:
    """Return a policy of the headers that all answers have in common, and some more."""
    return cloudfront.ResponseHeadersPolicy(
        scope,
        id_,
        response_headers_policy_name=name,
        security_headers_behavior=security_headers(),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
                header("Cross-Origin-Opener-Policy", "same-origin"),
                *also,
            ]
        ),
        remove_headers=["Server", "x-amz-server-side-encryption", "x-amz-version-id"],
    )


def security_headers() -> cloudfront.ResponseSecurityHeadersBehavior:
    """Return the headers that keep a browser from being talked into anything."""
    return cloudfront.ResponseSecurityHeadersBehavior(
        content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
            content_security_policy=CONTENT_SECURITY_POLICY, override=True
        ),
        content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
        frame_options=cloudfront.ResponseHeadersFrameOptions(
            frame_option=cloudfront.HeadersFrameOption.DENY, override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
            referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
        ),
        strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
            access_control_max_age=cdk.Duration.days(HSTS_DAYS), include_subdomains=True, override=True
        ),
    )


def header(name: str, value: str) -> cloudfront.ResponseCustomHeader:
    """Return a header that every response carries."""
    return cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
