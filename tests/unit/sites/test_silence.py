"""Electoral silence on pages: told by the calendar, shown at once, and taken over to the second by the script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.forms.form import FORMS
from shared.geography.france import france
from shared.sites.banner import default_banner
from shared.sites.kit import load_kit
from shared.sites.nation_site import SiteMaker
from shared.sites.render import SiteRenderer
from tests.builders import a_seed
from tests.unit.sites.builders import FIRST_SILENCE, a_busy_site
from tests.unit.sites.reading import ReadPage
from tests.unit.sites.rendering import read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.elections.silence import Silence

DURING = FIRST_SILENCE.starts + timedelta(hours=3)


class OneSilence:
    """A calendar with one silence for everybody."""

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        return (FIRST_SILENCE,) if zone_ids else ()

    def silence_at(self, zone_ids: Sequence[str], now: datetime) -> Silence | None:
        return next((each for each in self.silences(zone_ids) if each.covers(now)), None)


MAKER = SiteMaker(banner=default_banner(), atlas=france(), renderer=SiteRenderer(), calendar=OneSilence())


def pages_at(now: datetime) -> dict[str, ReadPage]:
    """Return the pages of a nation as they are at a moment."""
    files = MAKER.open_site(a_seed(), load_kit().page_items(), now=now)
    return {file.path: ReadPage(file.body.decode()) for file in files if file.path.endswith(".html")}


def actions(pages: dict[str, ReadPage]) -> set[str]:
    """Return what the forms of all pages do."""
    return {form["action"].rpartition("/")[2] for page in pages.values() for form in page.all("form")}


@pytest.mark.parametrize(
    ("now", "silent"),
    [
        (FIRST_SILENCE.starts - timedelta(seconds=1), False),
        (FIRST_SILENCE.starts, True),
        (FIRST_SILENCE.ends - timedelta(seconds=1), True),
        (FIRST_SILENCE.ends, False),
    ],
)
def test_forms_that_solicit_stop_exactly_while_the_silence_lasts(now: datetime, silent: bool) -> None:
    soliciting = {form.action for form in FORMS.values() if form.solicits}

    assert bool(actions(pages_at(now)) & soliciting) is not silent


def test_a_silent_site_can_still_be_written_to() -> None:
    assert actions(pages_at(DURING)) == {"contact"}


def test_every_page_of_a_silent_site_says_so_and_until_when() -> None:
    for path, page in pages_at(DURING).items():
        assert "Silence électoral" in page.text, path
        assert "dimanche 13 juin, 20\u00a0h" in page.text, path
        assert [each for each in page.all("aside") if "hidden" not in each], path


def test_no_donation_is_asked_for_in_the_silence() -> None:
    page = read_pages(a_busy_site(silence=FIRST_SILENCE))["donate/index.html"]

    assert "Aucun don n’est sollicité" in page.text
    assert not page.actions


def test_pages_before_the_silence_carry_its_instants_and_a_notice_that_is_still_hidden() -> None:
    page = pages_at(datetime(2027, 6, 1, tzinfo=UTC))["join/index.html"]

    assert page.all("body")[0]["data-silences"] == "2027-06-12T00:00:00+02:00/2027-06-13T20:00:00+02:00"
    assert all("hidden" in each for _, each in page.elements if "data-silence" in each)
    assert [form["action"] for form in page.all("form") if "data-solicits" in form] == ["../api/join"]


def test_a_nation_without_elections_knows_no_silence() -> None:
    maker = SiteMaker(banner=default_banner(), atlas=france(), renderer=SiteRenderer())
    files = maker.open_site(a_seed(), load_kit().page_items(), now=DURING)

    assert not [file for file in files if b"data-silence" in file.body]
