"""The function at CloudFront's edge that leads a host to its folder, and a form to the API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from aws_cdk import aws_cloudfront as cloudfront

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import Domain, StageConfig

SITE_REQUEST = Path(__file__).with_name("site_request.js")


def site_function(scope: Construct, *, stage: StageConfig) -> cloudfront.Function:
    """Make the stage's function."""
    return cloudfront.Function(
        scope,
        "SiteRequest",
        function_name=stage.called("site-request"),
        code=cloudfront.FunctionCode.from_inline(site_request(stage.domain)),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
        comment="Leads a nation's host to its folder, a folder to its page, and a form to the API.",
    )


def site_request(domain: Domain) -> str:
    """Return the function's code for a network's domain, told which hosts nations brought along."""
    code = SITE_REQUEST.read_text(encoding="utf-8")
    return code.replace("{network_domain}", domain.name).replace("{own_hosts}", json.dumps(dict(domain.nations)))
