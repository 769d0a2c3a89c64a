"""What is stored is encrypted, kept as long as the stage says, and restorable."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stacks.synthesis import Synthesis


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


def test_every_queue_is_encrypted_with_our_own_key(synthesis: Synthesis) -> None:
    assert all("KmsMasterKeyId" in queue for _, queue in synthesis.resources("AWS::SQS::Queue"))


def test_every_topic_is_encrypted_with_our_own_key(synthesis: Synthesis) -> None:
    assert all("KmsMasterKeyId" in topic for _, topic in synthesis.resources("AWS::SNS::Topic"))


def test_every_log_group_forgets_when_the_stage_says(synthesis: Synthesis) -> None:
    for name, group in synthesis.resources("AWS::Logs::LogGroup"):
        assert group["RetentionInDays"] == synthesis.stage.retention.logs_days, name


def test_production_keeps_its_data_when_a_stack_goes(synthesis: Synthesis) -> None:
    expected = "Retain" if synthesis.stage.protected else "Delete"
    kinds = {"AWS::S3::Bucket", "AWS::DynamoDB::GlobalTable", "AWS::KMS::Key", "AWS::Logs::LogGroup"}

    for template in synthesis.templates.values():
        kept = {r["Type"]: r["DeletionPolicy"] for r in template["Resources"].values() if r["Type"] in kinds}
        assert set(kept.values()) <= {expected}
