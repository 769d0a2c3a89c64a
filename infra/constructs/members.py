"""Who may sign in to the console: a pool of names that tell nobody anything, and the one client that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.constructs.retention import removal
from infra.nag import acknowledge

if TYPE_CHECKING:
    from infra.config import StageConfig

PASSWORD_LENGTH = 12

STEP = cdk.Duration.minutes(10)
"""How long somebody may take from the password to the second factor: long enough to fetch a phone."""

TOKEN = cdk.Duration.minutes(5)
"""How long a token of Cognito's holds, the least there is: the console keeps sessions of its own."""

REFRESH = cdk.Duration.minutes(60)
"""How long a token that nobody keeps could be renewed: the least there is."""


class Members(Construct):
    """The user pool. Names are keyed hashes; neither an address nor a name of a person is in it."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig) -> None:
        super().__init__(scope, id_)
        self.pool = self._pool(stage)
        self.client = self.pool.add_client(
            "Console",
            user_pool_client_name=stage.called("console"),
            # Only a caller whom IAM lets ask can try a password: no browser speaks to Cognito.
            auth_flows=cognito.AuthFlow(admin_user_password=True),
            auth_session_validity=STEP,
            access_token_validity=TOKEN,
            id_token_validity=TOKEN,
            refresh_token_validity=REFRESH,
            disable_o_auth=True,
            generate_secret=False,
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
        )

    def _pool(self, stage: StageConfig) -> cognito.UserPool:
        pool = cognito.UserPool(
            self,
            "Pool",
            user_pool_name=stage.called("members"),
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            sign_in_case_sensitive=True,
            password_policy=password_policy(),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            account_recovery=cognito.AccountRecovery.NONE,
            deletion_protection=stage.protected,
            removal_policy=removal(stage.retention),
        )
        accept_findings(pool)
        return pool


def password_policy() -> cognito.PasswordPolicy:
    """Return what a password must be made of."""
    return cognito.PasswordPolicy(
        min_length=PASSWORD_LENGTH,
        require_lowercase=True,
        require_uppercase=True,
        require_digits=True,
        require_symbols=True,
    )


def accept_findings(pool: cognito.UserPool) -> None:
    """Accept what the rules find in a pool whose second factor and lock-out are the console's business."""
    acknowledge(
        pool,
        "AwsSolutions-COG2",
        reason="The console asks HQ for a second factor always, and teams for what they export: it knows who is which.",
    )
    acknowledge(
        pool,
        "AwsSolutions-COG8",
        reason="Cognito would judge the addresses of browsers, which it never sees; the console holds off guessing.",
    )
