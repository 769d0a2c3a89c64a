"""Sites are read through CloudFront alone, with headers that trust nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    assert {(e["ResponseCode"], e["ResponsePagePath"]) for e in answers.values()} == {(404, "/404.html")}


def test_pages_carry_strict_headers(synthesis: Synthesis) -> None:
    [(_, policy)] = synthesis.resources("AWS::CloudFront::ResponseHeadersPolicy")
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]

    content = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert "default-src 'none'" in content
    assert "unsafe" not in content
    assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 60 * 60


def test_every_request_passes_the_function_that_knows_the_hosts(synthesis: Synthesis) -> None:
    [association] = config_of(synthesis)["DefaultCacheBehavior"]["FunctionAssociations"]

    assert association["EventType"] == "viewer-request"
