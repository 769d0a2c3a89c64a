"""Sites are read through CloudFront alone, with headers that trust nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra.app import stage_of
from infra.config import Domain, HostedZone
from infra.stages import PROD
from shared.actions.viewer import EDGE_KEY
from shared.sites.versions import KEPT
from tests.stacks.synthesis import add_sites, synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stacks.synthesis import Synthesis

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""Policies that AWS manages, by the ids it gave them."""


def config_of(synthesis: Synthesis) -> dict[str, Any]:
    [(_, distribution)] = synthesis.resources("AWS::CloudFront::Distribution")
    config: dict[str, Any] = distribution["DistributionConfig"]
    return config


def test_pages_are_read_with_origin_access_control(synthesis: Synthesis) -> None:
    [origin] = [origin for origin in config_of(synthesis)["Origins"] if "S3OriginConfig" in origin]

    assert origin["OriginAccessControlId"]
    assert origin["S3OriginConfig"] == {"OriginAccessIdentity": ""}


def test_a_missing_page_is_answered_by_the_network_s_own_page(synthesis: Synthesis) -> None:
    answers = {error["ErrorCode"]: error for error in config_of(synthesis)["CustomErrorResponses"]}

    assert set(answers) == {403, 404}
    assert {(e["ResponseCode"], e["ResponsePagePath"]) for e in answers.values()} == {(404, "/network/404.html")}


def test_no_log_keeps_what_a_visitor_asked_for_beside_their_address(synthesis: Synthesis) -> None:
    assert "Logging" not in config_of(synthesis)


def test_pages_and_answers_to_forms_carry_strict_headers(synthesis: Synthesis) -> None:
    policies = list(synthesis.resources("AWS::CloudFront::ResponseHeadersPolicy"))

    assert len(policies) == 2
    for _, policy in policies:
        headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        content = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        assert "default-src 'none'" in content
        assert "unsafe" not in content
        assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 60 * 60


def test_forms_reach_the_api_on_every_host_and_nobody_keeps_its_answers(synthesis: Synthesis) -> None:
    behaviours = config_of(synthesis)["CacheBehaviors"][-2:]

    assert [behaviour["PathPattern"] for behaviour in behaviours] == ["/api/*", "/*/api/*"]
    for behaviour in behaviours:
        assert "POST" in behaviour["AllowedMethods"]
        assert behaviour["CachePolicyId"] == CACHING_DISABLED
        assert behaviour["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST
        assert behaviour["FunctionAssociations"] == config_of(synthesis)["DefaultCacheBehavior"]["FunctionAssociations"]


def test_what_the_finder_found_is_kept_for_a_minute_by_what_was_typed_alone(synthesis: Synthesis) -> None:
    [(_, policy)] = synthesis.resources("AWS::CloudFront::CachePolicy")
    finders = config_of(synthesis)["CacheBehaviors"][:-2]

    assert [finder["PathPattern"] for finder in finders] == ["/api/find", "/network/api/find"]
    assert all("Ref" in finder["CachePolicyId"] and "POST" not in finder["AllowedMethods"] for finder in finders)
    assert (policy["CachePolicyConfig"]["DefaultTTL"], policy["CachePolicyConfig"]["MaxTTL"]) == (0, 60)
    kept_by = policy["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"]
    assert kept_by["QueryStringsConfig"] == {"QueryStringBehavior": "whitelist", "QueryStrings": ["place"]}
    assert kept_by["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert kept_by["CookiesConfig"] == {"CookieBehavior": "none"}


def test_cloudfront_makes_itself_known_to_the_api_by_a_generated_secret(synthesis: Synthesis) -> None:
    name = f"banneret/{synthesis.stage.name}/edge"
    [origin] = [origin for origin in config_of(synthesis)["Origins"] if "CustomOriginConfig" in origin]
    [(place, secret)] = [
        found for found in synthesis.resources("AWS::SecretsManager::Secret") if found[1]["Name"] == name
    ]

    [header] = origin["OriginCustomHeaders"]
    assert header["HeaderName"] == EDGE_KEY
    assert place.partition("/")[2] in str(header["HeaderValue"])
    assert "{{resolve:secretsmanager:" in str(header["HeaderValue"])
    assert secret["GenerateSecretString"]["PasswordLength"] == 64


def test_on_aws_the_api_is_reached_by_tls_alone(on_aws: Synthesis) -> None:
    [origin] = [origin for origin in config_of(on_aws)["Origins"] if "CustomOriginConfig" in origin]

    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert ".execute-api.eu-west-3.amazonaws.com" in str(origin["DomainName"])


def test_on_this_machine_the_api_is_reached_at_the_port_that_the_context_says(tmp_path: Path) -> None:
    stage = stage_of(cdk.App(context={"stage": "test", "port": "5012"}))

    [origin] = [
        o for o in config_of(synthesise(stage, tmp_path, add=add_sites))["Origins"] if "CustomOriginConfig" in o
    ]
    assert (origin["DomainName"], origin["CustomOriginConfig"]["HTTPPort"]) == ("localhost", 5012)
    assert "/_aws/execute-api/" in str(origin["OriginPath"])


def test_a_network_with_a_certificate_is_reached_under_its_own_domain(tmp_path: Path) -> None:
    certificate = "arn:aws:acm:us-east-1:111111111111:certificate/0b5c8e2e-0000-4000-8000-000000000000"
    nations = {"martin2027.example": "paris-6"}
    domain = Domain(name="campagne.example", certificate=certificate, nations=nations)

    config = config_of(synthesise(replace(PROD, domain=domain), tmp_path, add=add_sites))

    assert config["Aliases"] == ["*.campagne.example", "campagne.example", "martin2027.example"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == certificate
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"


def test_a_domain_in_route_53_leads_to_the_distribution_with_all_its_names(tmp_path: Path) -> None:
    domain = Domain(name="campagne.example", zone=HostedZone(id="Z0123456789", name="campagne.example"))

    records = synthesise(replace(PROD, domain=domain), tmp_path, add=add_sites).resources("AWS::Route53::RecordSet")

    assert {(record["Name"], record["Type"]) for _, record in records} == {
        (name, kind) for name in ("campagne.example.", "*.campagne.example.") for kind in ("A", "AAAA")
    }


def test_every_request_passes_the_function_that_knows_the_hosts(synthesis: Synthesis) -> None:
    [association] = config_of(synthesis)["DefaultCacheBehavior"]["FunctionAssociations"]

    assert association["EventType"] == "viewer-request"


def test_as_many_replaced_versions_of_a_page_are_kept_as_there_are_publications_on_record(synthesis: Synthesis) -> None:
    [bucket] = [bucket for _, bucket in synthesis.resources("AWS::S3::Bucket") if "VersioningConfiguration" in bucket]
    [expiration] = [
        rule["NoncurrentVersionExpiration"]
        for rule in bucket["LifecycleConfiguration"]["Rules"]
        if "NoncurrentVersionExpiration" in rule
    ]

    assert expiration["NewerNoncurrentVersions"] == KEPT
