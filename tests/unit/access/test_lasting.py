from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from shared.access.errors import NotAllowed
from shared.access.lasting import last_day, through
from shared.access.role import RoleName
from tests.builders import NOON
from tests.unit.access.builders import a_grant, a_member

PARIS, GUADELOUPE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Guadeloupe")
VOTE = date(2027, 6, 20)


def given_through(day: date, own_end: datetime | None, timezone: ZoneInfo = PARIS) -> datetime:
    giver = a_member(a_grant(RoleName.CANDIDATE, expires_at=own_end))
    return through(day, giver=giver, role=RoleName.READER, nation="paris-6", timezone=timezone, now=NOON)


@pytest.mark.parametrize(("timezone", "hour"), [(PARIS, 22), (GUADELOUPE, 28)], ids=["in Paris", "in Guadeloupe"])
def test_a_role_given_through_a_day_is_held_to_its_midnight(timezone: ZoneInfo, hour: int) -> None:
    end = given_through(VOTE, None, timezone)

    assert end == datetime(2027, 6, 20 + hour // 24, hour % 24, tzinfo=UTC)
    assert last_day(end, timezone) == VOTE


def test_on_the_last_day_of_the_giver_a_role_ends_with_theirs() -> None:
    own_end = datetime(2027, 6, 20, 12, tzinfo=PARIS)

    assert given_through(VOTE, own_end) == own_end
    assert given_through(date(2027, 6, 19), own_end) == datetime(2027, 6, 20, tzinfo=PARIS)


def test_a_role_that_ends_at_an_hour_is_held_on_that_day() -> None:
    assert last_day(datetime(2027, 6, 20, 12, tzinfo=PARIS), PARIS) == VOTE


def test_a_role_that_is_nobodys_to_give_has_no_last_day() -> None:
    giver = a_member(a_grant(RoleName.READER))

    with pytest.raises(NotAllowed):
        through(VOTE, giver=giver, role=RoleName.READER, nation="paris-6", timezone=PARIS, now=NOON)
