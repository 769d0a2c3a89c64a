"""Sites are read through CloudFront alone, with headers that trust nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from infra.config import Domain
from infra.stages import PROD
from tests.stacks.synthesis import synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stacks.synthesis import Synthesis


def config_of(synthesis: Synthesis) -> dict[str, Any]:
    [(_, distribution)] = synthesis.resources("AWS::CloudFront::Distribution")
    config: dict[str, Any] = distribution["DistributionConfig"]
    return config


def test_the_origin_is_read_with_origin_access_control(synthesis: Synthesis) -> None:
    [origin] = config_of(synthesis)["Origins"]

    assert origin["OriginAccessControlId"]
    assert origin["S3OriginConfig"] == {"OriginAccessIdentity": ""}


def test_a_missing_page_is_answered_by_the_network_s_own_page(synthesis: Synthesis) -> None:
    answers = {error["ErrorCode"]: error for error in config_of(synthesis)["CustomErrorResponses"]}

    assert set(answers) == {403, 404}
    assert {(e["ResponseCode"], e["ResponsePagePath"]) for e in answers.values()} == {(404, "/network/404.html")}


def test_pages_carry_strict_headers(synthesis: Synthesis) -> None:
    [(_, policy)] = synthesis.resources("AWS::CloudFront::ResponseHeadersPolicy")
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]

    content = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert "default-src 'none'" in content
    assert "unsafe" not in content
    assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 60 * 60


def test_a_network_with_a_certificate_is_reached_under_its_own_domain(tmp_path: Path) -> None:
    certificate = "arn:aws:acm:us-east-1:111111111111:certificate/0b5c8e2e-0000-4000-8000-000000000000"
    domain = Domain(name="campagne.example", certificate=certificate)

    config = config_of(synthesise(replace(PROD, domain=domain), tmp_path))

    assert config["Aliases"] == ["*.campagne.example"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == certificate
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"


def test_every_request_passes_the_function_that_knows_the_hosts(synthesis: Synthesis) -> None:
    [association] = config_of(synthesis)["DefaultCacheBehavior"]["FunctionAssociations"]

    assert association["EventType"] == "viewer-request"
