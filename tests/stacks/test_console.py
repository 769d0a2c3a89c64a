"""The console's stack: who may sign in and how, and what answers a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stacks.synthesis import Resource, Synthesis


def only(synthesis: Synthesis, kind: str) -> Resource:
    """Return the one resource of a kind in the console's stack."""
    [resource] = [properties for name, properties in synthesis.resources(kind) if "-console/" in name]
    return resource


def test_nobody_signs_up_or_wins_an_account_back_by_themselves(synthesis: Synthesis) -> None:
    pool = only(synthesis, "AWS::Cognito::UserPool")

    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["AccountRecoverySetting"]["RecoveryMechanisms"] == [{"Name": "admin_only", "Priority": 1}]


def test_the_pool_knows_a_member_by_a_name_alone(synthesis: Synthesis) -> None:
    pool = only(synthesis, "AWS::Cognito::UserPool")

    assert not {"AliasAttributes", "UsernameAttributes", "Schema", "AutoVerifiedAttributes"} & pool.keys()


def test_a_password_is_long_and_mixed(synthesis: Synthesis) -> None:
    policy = dict(only(synthesis, "AWS::Cognito::UserPool")["Policies"]["PasswordPolicy"])

    assert policy.pop("MinimumLength") >= 12
    assert policy == {f"Require{what}": True for what in ("Lowercase", "Uppercase", "Numbers", "Symbols")}


def test_a_second_factor_is_an_app_and_never_a_text_message(synthesis: Synthesis) -> None:
    pool = only(synthesis, "AWS::Cognito::UserPool")

    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
    assert "SmsConfiguration" not in pool


def test_members_outlive_the_stack_where_data_do(synthesis: Synthesis) -> None:
    pool = only(synthesis, "AWS::Cognito::UserPool")

    assert pool["DeletionProtection"] == ("ACTIVE" if synthesis.stage.protected else "INACTIVE")


def test_only_the_console_itself_may_try_a_password(synthesis: Synthesis) -> None:
    client = only(synthesis, "AWS::Cognito::UserPoolClient")

    assert set(client["ExplicitAuthFlows"]) == {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}
    assert client["AllowedOAuthFlowsUserPoolClient"] is False
    assert client["PreventUserExistenceErrors"] == "ENABLED"


def test_tokens_of_cognito_hold_for_minutes(synthesis: Synthesis) -> None:
    client = only(synthesis, "AWS::Cognito::UserPoolClient")

    assert set(client["TokenValidityUnits"].values()) == {"minutes"}
    assert (client["AccessTokenValidity"], client["IdTokenValidity"], client["RefreshTokenValidity"]) == (5, 5, 60)


def test_every_path_leads_to_the_console(synthesis: Synthesis) -> None:
    assert only(synthesis, "AWS::ApiGatewayV2::Route")["RouteKey"] == "$default"


def test_the_api_lets_in_what_the_stage_says(synthesis: Synthesis) -> None:
    told, settings = synthesis.stage.console, only(synthesis, "AWS::ApiGatewayV2::Stage")["DefaultRouteSettings"]

    assert settings["ThrottlingRateLimit"] == told.requests_per_second
    assert settings["ThrottlingBurstLimit"] == told.burst


def test_the_api_notes_neither_who_asks_nor_for_what(synthesis: Synthesis) -> None:
    line = only(synthesis, "AWS::ApiGatewayV2::Stage")["AccessLogSettings"]["Format"]

    for told in ("sourceIp", "path", "userAgent", "querystring"):
        assert told.lower() not in line.lower()


def test_the_directory_says_where_the_console_opens(synthesis: Synthesis) -> None:
    [(_, parameter)] = [
        (name, value) for name, value in synthesis.resources("AWS::SSM::Parameter") if "-directory/" in name
    ]
    told = json.dumps(parameter["Value"])

    expected = "/_aws/execute-api/" if synthesis.stage.plain_http else ".execute-api.eu-west-3.amazonaws.com/"
    assert "console_url" in told.lower()
    assert expected in told.lower()
