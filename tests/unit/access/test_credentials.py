"""Sessions for one nation: assumed once, handed out for ten minutes, never to another."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.access.credentials import KEPT, USED, VALID, NationCredentials, SessionKeys, client_with
from shared.access.narrowing import Ground, session_policy

if TYPE_CHECKING:
    from tests.fakes.clock import FixedClock

ROLE = "arn:aws:iam::123456789012:role/nation"
GROUND = Ground(people_table="people", network_table="network", site_bucket="sites", intake_bucket="intake")


class Service:
    """STS: gives keys that are numbered, and remembers what for."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def assume_role(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        number = len(self.asked)
        keys = {"AccessKeyId": f"id {number}", "SecretAccessKey": f"secret {number}", "SessionToken": f"token {number}"}
        return {"Credentials": keys}


def credentials(clock: FixedClock) -> tuple[NationCredentials, Service]:
    service = Service()
    return NationCredentials(service, role_arn=ROLE, ground=GROUND, clock=clock), service


def test_a_session_is_narrowed_to_its_nation(clock: FixedClock) -> None:
    given, service = credentials(clock)

    given.of("paris-6", may_write=False)

    [asked] = service.asked
    assert asked["RoleArn"] == ROLE
    assert json.loads(asked["Policy"]) == session_policy("paris-6", GROUND, may_write=False)
    assert asked["DurationSeconds"] == VALID.total_seconds()
    assert asked["RoleSessionName"] == "paris-6"


def test_the_shortest_slug_names_a_session_too(clock: FixedClock) -> None:
    given, service = credentials(clock)

    given.of("p", may_write=False)

    assert service.asked[0]["RoleSessionName"] == "p."


def test_a_session_is_used_again_for_ten_minutes(clock: FixedClock) -> None:
    given, _ = credentials(clock)
    first = given.of("paris-6", may_write=False)

    clock.advance(USED - timedelta(seconds=1))
    assert given.of("paris-6", may_write=False) == first

    clock.advance(timedelta(seconds=1))
    assert given.of("paris-6", may_write=False) != first


def test_neither_another_nation_nor_whoever_may_write_is_given_the_same_session(clock: FixedClock) -> None:
    given, _ = credentials(clock)

    sessions = {given.of("paris-6", may_write=False), given.of("paris-7", may_write=False)}
    sessions.add(given.of("paris-6", may_write=True))

    assert len(sessions) == 3


def test_so_many_sessions_are_kept_and_no_more(clock: FixedClock) -> None:
    given, service = credentials(clock)

    for number in range(KEPT + 1):
        given.of(f"paris-{number}", may_write=False)
    given.of(f"paris-{KEPT}", may_write=False)
    assert len(service.asked) == KEPT + 1

    given.of("paris-0", may_write=False)
    assert len(service.asked) == KEPT + 2


def test_keys_are_not_told_by_whoever_prints_them() -> None:
    keys = SessionKeys(key_id="id", secret="hush", token="hidden")

    assert "hush" not in repr(keys)
    assert "hidden" not in repr(keys)


def test_a_client_signs_with_the_sessions_keys(aws: None) -> None:
    keys = SessionKeys(key_id="id", secret="secret", token="token")

    made = client_with("s3", keys)

    signed = made.generate_presigned_url("get_object", Params={"Bucket": "sites", "Key": "paris-6/index.html"})
    assert made is client_with("s3", keys)
    assert "security-token=token" in signed.lower()
