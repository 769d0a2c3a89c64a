"""Nothing of an AWS account's stage travels in the clear."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stacks.synthesis import Synthesis

TLS_ONLY = '"aws:SecureTransport": "false"'


def test_every_bucket_refuses_plain_http(on_aws: Synthesis) -> None:
    buckets = list(on_aws.resources("AWS::S3::Bucket"))
    policies = [json.dumps(policy) for _, policy in on_aws.resources("AWS::S3::BucketPolicy")]

    assert len(policies) == len(buckets)
    assert all(TLS_ONLY in policy for policy in policies)


def test_every_queue_refuses_plain_http(on_aws: Synthesis) -> None:
    queues = list(on_aws.resources("AWS::SQS::Queue"))
    policies = [json.dumps(policy) for _, policy in on_aws.resources("AWS::SQS::QueuePolicy")]

    assert len(policies) == len(queues)
    assert all(TLS_ONLY in policy for policy in policies)


def test_every_topic_refuses_plain_http(on_aws: Synthesis) -> None:
    policies = [json.dumps(policy) for _, policy in on_aws.resources("AWS::SNS::TopicPolicy")]

    assert policies
    assert all(TLS_ONLY in policy for policy in policies)


def test_sites_redirect_to_https(on_aws: Synthesis) -> None:
    for _, distribution in on_aws.resources("AWS::CloudFront::Distribution"):
        behaviour = distribution["DistributionConfig"]["DefaultCacheBehavior"]
        assert behaviour["ViewerProtocolPolicy"] == "redirect-to-https"


def test_only_the_emulator_hears_plain_http(synthesis: Synthesis) -> None:
    assert synthesis.stage.plain_http == (synthesis.stage.name in {"local", "test"})
