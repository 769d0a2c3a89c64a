"""What is stored is encrypted, kept as long as the stage says, and restorable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.stacks.synthesis import Synthesis

WITHOUT_OUR_KEY = {
    # S3 delivers access logs only where its own encryption is the bucket's (“Enabling server access logging”).
    "AWS::S3::Bucket data/AccessLogsBucket",
    "AWS::S3::Bucket sites/AccessLogsBucket",
    # Pages are public. CloudFront would read them by a key whose policy names the distribution, so that the key's
    # stack and the sites' would wait for each other; what else the sites' stack has says nothing of anybody.
    "AWS::S3::Bucket sites/SitesBucket",
    "AWS::Logs::LogGroup sites/ActionsAccessLogs",
    "AWS::SecretsManager::Secret sites/ActionsEdgeKeySecret",
}
"""All that is encrypted by AWS's keys instead of ours, by type, stack and name."""


def seals(synthesis: Synthesis) -> Iterator[tuple[str, bool]]:
    """Yield whatever stores something, as `WITHOUT_OUR_KEY` calls it, and whether it does so under our own key."""
    for kind, sealed in SEALED.items():
        for name, properties in synthesis.resources(kind):
            short = re.sub(r"[0-9A-F]{8}$", "", name.removeprefix(f"banneret-{synthesis.stage.name}-"))
            yield f"{kind} {short}", sealed(properties)


def sealed_bucket(bucket: dict[str, Any]) -> bool:
    [rule] = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    return "KMSMasterKeyID" in rule["ServerSideEncryptionByDefault"]


def sealed_table(table: dict[str, Any]) -> bool:
    return all("KMSMasterKeyId" in replica.get("SSESpecification", {}) for replica in table["Replicas"])


SEALED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "AWS::DynamoDB::GlobalTable": sealed_table,
    "AWS::Logs::LogGroup": lambda group: "KmsKeyId" in group,
    "AWS::S3::Bucket": sealed_bucket,
    "AWS::SNS::Topic": lambda topic: "KmsMasterKeyId" in topic,
    "AWS::SQS::Queue": lambda queue: "KmsMasterKeyId" in queue,
    "AWS::SecretsManager::Secret": lambda secret: "KmsKeyId" in secret,
}
"""What stores something, and how each kind tells that our own key encrypts it."""


def test_all_that_is_stored_is_encrypted_with_our_own_key_but_what_is_named_here(synthesis: Synthesis) -> None:
    stored = dict(seals(synthesis))

    assert {name for name, sealed in stored.items() if not sealed} == WITHOUT_OUR_KEY
    assert {name.split()[0] for name, sealed in stored.items() if sealed} == set(SEALED)


def test_the_key_opens_to_logs_for_log_groups_of_the_stage_alone(synthesis: Synthesis) -> None:
    [(_, key)] = synthesis.resources("AWS::KMS::Key")
    logs = f"logs.{synthesis.stage.region}.amazonaws.com"
    [statement] = [s for s in key["KeyPolicy"]["Statement"] if s["Principal"].get("Service") == logs]

    groups = [str(group) for group in statement["Condition"]["ArnLike"]["kms:EncryptionContext:aws:logs:arn"]]
    assert len(groups) == 2
    assert f":log-group:banneret-{synthesis.stage.name}-*" in groups[0]
    assert f":log-group:/aws/vendedlogs/states/banneret-{synthesis.stage.name}-*" in groups[1]
    assert {"kms:Decrypt", "kms:GenerateDataKey"} <= set(statement["Action"])


def test_every_log_group_has_a_name_that_the_key_is_open_to(synthesis: Synthesis) -> None:
    machine = f"/aws/vendedlogs/states/banneret-{synthesis.stage.name}-"

    # Without a name of its own a log group is named after its stack, and every stack after the stage.
    for name, group in synthesis.resources("AWS::Logs::LogGroup"):
        assert group.get("LogGroupName", machine).startswith(machine), name
        assert name.startswith(f"banneret-{synthesis.stage.name}-"), name


def test_every_bucket_is_private_encrypted_and_has_a_lifecycle(synthesis: Synthesis) -> None:
    for name, bucket in synthesis.resources("AWS::S3::Bucket"):
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert bucket["BucketEncryption"], name
        assert bucket["LifecycleConfiguration"]["Rules"], name


def test_the_intake_is_encrypted_with_our_own_key(synthesis: Synthesis) -> None:
    [intake] = [bucket for name, bucket in synthesis.resources("AWS::S3::Bucket") if "Intake" in name]

    [rule] = intake["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert rule["BucketKeyEnabled"]


def test_scripts_send_files_from_the_console_alone_and_do_nothing_else(synthesis: Synthesis) -> None:
    rules = {
        name: bucket["CorsConfiguration"]["CorsRules"]
        for name, bucket in synthesis.resources("AWS::S3::Bucket")
        if "CorsConfiguration" in bucket
    }

    [(name, [rule])] = rules.items()
    assert "Intake" in name
    assert rule["AllowedMethods"] == ["POST"]
    local = [f"http://localhost:{synthesis.stage.edge.port}"]
    assert rule["AllowedOrigins"] == (
        local if synthesis.stage.plain_http else ["https://*.execute-api.eu-west-3.amazonaws.com"]
    )


def test_what_browsers_sent_and_nobody_started_is_gone_after_a_day(synthesis: Synthesis) -> None:
    [intake] = [bucket for name, bucket in synthesis.resources("AWS::S3::Bucket") if "Intake" in name]

    days = {
        rule.get("Prefix"): rule["ExpirationInDays"]
        for rule in intake["LifecycleConfiguration"]["Rules"]
        if "ExpirationInDays" in rule
    }
    assert days == {"arrivals/": 1, "exports/": 1, None: synthesis.stage.retention.intake_days}


def test_the_key_is_rotated(synthesis: Synthesis) -> None:
    assert all(key["EnableKeyRotation"] for _, key in synthesis.resources("AWS::KMS::Key"))


def test_every_table_is_encrypted_with_our_own_key_and_restorable(synthesis: Synthesis) -> None:
    tables = dict(synthesis.resources("AWS::DynamoDB::GlobalTable"))

    assert len(tables) == 2
    for name, table in tables.items():
        assert table["BillingMode"] == "PAY_PER_REQUEST", name
        assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}, name
        for replica in table["Replicas"]:
            recovery = replica["PointInTimeRecoverySpecification"]
            assert recovery["PointInTimeRecoveryEnabled"], name
            assert recovery["RecoveryPeriodInDays"] == synthesis.stage.retention.restore_days, name
            assert replica["SSESpecification"]["KMSMasterKeyId"], name


def test_what_expires_goes_by_itself(synthesis: Synthesis) -> None:
    for name, table in synthesis.resources("AWS::DynamoDB::GlobalTable"):
        assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}, name


def test_streams_tell_keys_and_nothing_of_a_person(synthesis: Synthesis) -> None:
    streams = [table.get("StreamSpecification") for _, table in synthesis.resources("AWS::DynamoDB::GlobalTable")]

    assert [stream for stream in streams if stream] == [{"StreamViewType": "KEYS_ONLY"}] * 2


def test_the_signing_secret_is_generated_and_encrypted_with_our_own_key(synthesis: Synthesis) -> None:
    name = f"banneret/{synthesis.stage.name}/signing"
    [secret] = [secret for _, secret in synthesis.resources("AWS::SecretsManager::Secret") if secret["Name"] == name]

    assert secret["GenerateSecretString"]["PasswordLength"] == 64
    assert "KmsKeyId" in secret


def test_every_log_group_forgets_when_the_stage_says(synthesis: Synthesis) -> None:
    for name, group in synthesis.resources("AWS::Logs::LogGroup"):
        assert group["RetentionInDays"] == synthesis.stage.retention.logs_days, name


def test_production_keeps_its_data_when_a_stack_goes(synthesis: Synthesis) -> None:
    expected = "Retain" if synthesis.stage.protected else "Delete"
    kinds = {
        *("AWS::S3::Bucket", "AWS::DynamoDB::GlobalTable", "AWS::KMS::Key", "AWS::Logs::LogGroup"),
        *("AWS::SecretsManager::Secret", "AWS::Cognito::UserPool"),
    }

    policies = {
        f"{stack}/{name}": (resource["Type"], resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy"))
        for stack, template in synthesis.templates.items()
        for name, resource in template["Resources"].items()
        if resource["Type"] in kinds
    }
    assert {kind for kind, _, _ in policies.values()} == kinds
    assert {name for name, (_, *kept) in policies.items() if kept != [expected, expected]} == set()
