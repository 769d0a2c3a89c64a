"""Tables as the infrastructure makes them, in moto."""

from __future__ import annotations

from typing import Any

PEOPLE_LISTED = ["email", "phone", "given_name", "family_name", "support_level"]
"""As `infra.stacks.data` has it."""


def create_network_table(dynamodb: Any, name: str = "network") -> str:
    """Create the `network` table with its index by kind."""
    dynamodb.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk", "kind_pk", "kind_sk")
        ],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_kind",
                "KeySchema": [
                    {"AttributeName": "kind_pk", "KeyType": "HASH"},
                    {"AttributeName": "kind_sk", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    return name


def create_people_table(dynamodb: Any, name: str = "people") -> str:
    """Create the `people` table with its index in name order."""
    dynamodb.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("pk", "sk", "name_key")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_name",
                "KeySchema": [
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": "name_key", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": PEOPLE_LISTED},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    return name
