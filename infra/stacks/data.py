"""What outlives every rollout: the key, the two tables, the inputs, and what signs links and stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager

from infra.constructs.bucket import LogBucket, PrivateBucket
from infra.constructs.grants import KEY_ACTIONS
from infra.constructs.log_group import MACHINE_LOGS
from infra.constructs.retention import removal
from infra.nag import acknowledge
from shared.people.segments.export import FOLDER as EXPORTS
from shared.people.segments.export import KEPT as EXPORTS_KEPT
from shared.rollouts.arrivals import FOLDER

if TYPE_CHECKING:
    from constructs import Construct

    from infra.config import StageConfig

PEOPLE_LISTED = ["email", "phone", "given_name", "family_name", "support_level"]
"""What a list of people shows. The copy in the index stays within the second write unit a supporter may cost."""

EXPIRES_AT = "expires_at"
"""The attribute of what goes by itself in both tables: seconds since 1970."""

UNTAKEN_DAYS = 1
"""What a browser sent and nobody started is of no use; what was started lies elsewhere."""

SIGNING_CHARACTERS = 64
"""Letters and digits of a signing key: 380 bits, more than the 256 that HMAC-SHA-256 makes use of."""


class DataStack(cdk.Stack):
    """The customer-managed key, the tables `network` and `people`, the intake bucket and the signing secret."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self.key = self._key(stage)
        # Keys are all that the sender of letters needs to be told.
        self.network = self._table("Network", stage=stage, index=by_kind(), stream=dynamodb.StreamViewType.KEYS_ONLY)
        self.people = self._table(
            "People",
            stage=stage,
            index=by_name(stage),
            warm=warm_throughput(stage),
            # Keys are all that counters and confirmations need to be told, and nothing of a person is in them.
            stream=dynamodb.StreamViewType.KEYS_ONLY,
        )
        self.intake = self._intake(stage)
        self._sign(stage)

    def _key(self, stage: StageConfig) -> kms.Key:
        key = kms.Key(
            self,
            "Key",
            alias=f"alias/{stage.called('data')}",
            description=f"Encrypts what the {stage.name} stage of Banneret knows about people and nations.",
            enable_key_rotation=True,
            removal_policy=removal(stage.retention),
        )
        # Alarms publish to an encrypted topic; CloudWatch has no role of ours that could be allowed to.
        key.grant(iam.ServicePrincipal("cloudwatch.amazonaws.com"), "kms:Decrypt", "kms:GenerateDataKey")
        key.add_to_resource_policy(self._logging(stage))
        return key

    def _logging(self, stage: StageConfig) -> iam.PolicyStatement:
        """Return the statement by which CloudWatch's logs use the key, for log groups of this stage alone."""
        groups = [
            self.format_arn(
                service="logs",
                resource="log-group",
                resource_name=f"{beginning}{stage.called('*')}",
                arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            )
            for beginning in ("", MACHINE_LOGS)
        ]
        return iam.PolicyStatement(
            principals=[iam.ServicePrincipal(f"logs.{stage.region}.amazonaws.com")],
            actions=KEY_ACTIONS,
            resources=["*"],
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        )

    def _table(
        self,
        id_: str,
        *,
        stage: StageConfig,
        index: dynamodb.GlobalSecondaryIndexPropsV2,
        warm: dynamodb.WarmThroughput | None = None,
        stream: dynamodb.StreamViewType | None = None,
    ) -> dynamodb.TableV2:
        return dynamodb.TableV2(
            self,
            id_,
            partition_key=text("pk"),
            sort_key=text("sk"),
            global_secondary_indexes=[index],
            billing=dynamodb.Billing.on_demand(),
            encryption=dynamodb.TableEncryptionV2.customer_managed_key(self.key),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True, recovery_period_in_days=stage.retention.restore_days
            ),
            warm_throughput=warm,
            dynamo_stream=stream,
            time_to_live_attribute=EXPIRES_AT,
            deletion_protection=stage.protected,
            removal_policy=removal(stage.retention),
        )

    def _intake(self, stage: StageConfig) -> s3.Bucket:
        return PrivateBucket(
            self,
            "Intake",
            stage=stage,
            key=self.key,
            access_logs=LogBucket(self, "AccessLogs", stage=stage).bucket,
            lifecycle=[
                s3.LifecycleRule(expiration=cdk.Duration.days(stage.retention.intake_days)),
                s3.LifecycleRule(prefix=FOLDER, expiration=cdk.Duration.days(UNTAKEN_DAYS)),
                s3.LifecycleRule(prefix=EXPORTS, expiration=cdk.Duration.days(EXPORTS_KEPT.days)),
            ],
            # Which API the console has is not known here. The form's signature is what counts, not where it comes from.
            sent_from=stage.edge.origin(api="*", region=stage.region),
        ).bucket

    def _sign(self, stage: StageConfig) -> None:
        secret = secretsmanager.Secret(
            self,
            "Signing",
            secret_name=stage.signing_secret,
            description="Signs the stamps of forms and the links of mails.",
            encryption_key=self.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=SIGNING_CHARACTERS, exclude_punctuation=True
            ),
            removal_policy=removal(stage.retention),
        )
        acknowledge(
            secret,
            "AwsSolutions-SMG4",
            reason="Links of mails stay good for days: a person rotates the key, knowing that one version back holds.",
        )


def text(name: str) -> dynamodb.Attribute:
    """Return a key attribute of type string."""
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


def by_kind() -> dynamodb.GlobalSecondaryIndexPropsV2:
    """Return the index that lists nations by slug and rollouts by their start."""
    return dynamodb.GlobalSecondaryIndexPropsV2(
        index_name="by_kind", partition_key=text("kind_pk"), sort_key=text("kind_sk")
    )


def by_name(stage: StageConfig) -> dynamodb.GlobalSecondaryIndexPropsV2:
    """Return the index that lists a nation's people in the order of their names."""
    return dynamodb.GlobalSecondaryIndexPropsV2(
        index_name="by_name",
        partition_key=text("pk"),
        sort_key=text("name_key"),
        projection_type=dynamodb.ProjectionType.INCLUDE,
        non_key_attributes=PEOPLE_LISTED,
        warm_throughput=warm_throughput(stage),
    )


def warm_throughput(stage: StageConfig) -> dynamodb.WarmThroughput | None:
    """Return what the people table and its index must take from the start: each write reaches both."""
    if stage.people_warm is None:
        return None
    return dynamodb.WarmThroughput(
        read_units_per_second=stage.people_warm.reads, write_units_per_second=stage.people_warm.writes
    )
