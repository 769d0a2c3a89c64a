"""The key by which the visitors' API knows that a request came through CloudFront."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.retention import removal
from infra.nag import acknowledge
from shared.actions.viewer import EDGE_KEY

if TYPE_CHECKING:
    from infra.config import StageConfig

CHARACTERS = 64
"""Letters and digits of the key: 380 bits, which nobody guesses."""


class EdgeKey(Construct):
    """A secret made by the first deployment: CloudFront sends it, the API's functions compare it."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig) -> None:
        super().__init__(scope, id_)
        self._secret = secretsmanager.Secret(
            self,
            "Secret",
            secret_name=stage.edge_secret,
            description="What CloudFront adds to each request to the visitors' API, so that its word is believed.",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=CHARACTERS, exclude_punctuation=True
            ),
            removal_policy=removal(stage.retention),
        )
        acknowledge(
            self._secret,
            "AwsSolutions-SMG4",
            reason="Only a deployment tells CloudFront of a new key: a person changes it, and it opens no data.",
        )

    @property
    def headers(self) -> dict[str, str]:
        """The header that CloudFront adds, in place of one that a visitor sent.

        The template names the secret; CloudFormation reads it when it makes the distribution.
        """
        return {EDGE_KEY: self._secret.secret_value.unsafe_unwrap()}
