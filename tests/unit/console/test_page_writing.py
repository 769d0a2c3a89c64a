"""A team writes its pages: a draft nobody else reads, the page as it will be read, and then the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.nations.publications import PublicationOrder
from shared.sites.blocks import Hero, Policy, Text
from shared.sites.kit import load_kit
from shared.sites.versions import Version
from tests.builders import NOON
from tests.fakes.console import ROOT
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from shared.sites.pages import Page
    from tests.fakes.console import Browser

HOME = f"/nation/{OWN}/pages/home"
HERO = f"{HOME}/blocks/hero"
WORDS = {
    "block.title": "Le 6e, d’une seule voix",
    "block.kicker": "{zone}",
    "block.subtitle": "{slogan}",
    "block.lead": "Avec vous.",
    "block.label": "Je rejoins",
    "block.target": "join",
}


@pytest.fixture
def browser(house: House) -> Browser:
    """Return the browser of somebody who writes and publishes."""
    return house.browser(house.member(RoleName.COMMUNICATIONS))


def write(browser: Browser, path: str = HERO, **changes: str) -> int:
    """Write the top of the home page anew; return the answer's status."""
    browser.get(path)
    return browser.post(path, WORDS | {f"block.{name}": text for name, text in changes.items()}).status


def stored(house: House, name: str = "home") -> Page:
    """Return a page as the next publication shows it."""
    return house.reaches[OWN].pages.page(OWN, name)


def preview(browser: Browser, name: str = "home") -> str:
    """Return the page as the frame beside the form shows it."""
    return browser.get(f"/nation/{OWN}/preview/{name}/").body


def publish(browser: Browser) -> int:
    """Publish the home page; return the answer's status."""
    browser.get(HOME)
    return browser.post(f"{HOME}/publish", {"revision": browser.field("revision")}).status


def test_what_is_written_is_seen_beside_the_form_and_by_nobody_else(house: House, browser: Browser) -> None:
    before = stored(house)

    assert write(browser) == 303
    assert browser.led_to == HOME

    assert "Le 6e, d’une seule voix" in preview(browser)
    assert stored(house) == before
    assert house.publications.orders == []
    browser.get(f"/nation/{OWN}/pages")
    assert [node.text() for node in browser.page.css(".state-draft")] == ["Draft"]


def test_a_published_draft_is_the_page_and_the_site_is_asked_for(house: House, browser: Browser) -> None:
    write(browser)

    assert publish(browser) == 303

    hero = stored(house).blocks[0]
    assert isinstance(hero, Hero)
    assert (hero.title, hero.policy) == ("Le 6e, d’une seule voix", Policy.DEFAULT)
    (member,) = house.everybody()
    assert house.publications.orders == [PublicationOrder(slug=OWN, by=member.id, at=NOON)]
    assert [entry.what for entry in house.log.entries] == ["began-draft", "published-page"]
    assert house.log.entries[-1].about == {"page": "home"}


def test_the_page_tells_when_the_public_reads_it(house: House, browser: Browser) -> None:
    write(browser)
    publish(browser)
    asks = "#public[hx-trigger^=every]"

    browser.go(HOME)
    assert len(browser.page.css(asks)) == 1
    assert "Being published" in browser.text
    version = Version(number=1, at=NOON + timedelta(seconds=4), by="x", reason="", kit_version="1", files={})
    house.reaches[OWN].versions.add(OWN, version)
    browser.get(f"{HOME}/public", **{"hx-request": "true"})
    assert browser.page.css(asks) == []
    assert "Public" in browser.last.body  # type: ignore[union-attr] # there is an answer


def test_in_the_silence_the_page_says_until_when_it_waits(house: House, browser: Browser) -> None:
    (silence, *_) = house.desk.calendar.silences(["constituency:75-06"])
    house.clock.moment = silence.starts + timedelta(hours=1)
    browser = house.browser(house.member(RoleName.COMMUNICATIONS))
    write(browser)
    publish(browser)

    browser.go(HOME)

    assert "electoral silence" in browser.text


def test_a_heading_that_is_saved_as_it_stands_changes_nothing(house: House, browser: Browser) -> None:
    heading = stored(house).heading
    browser.get(HOME)

    browser.post(f"{HOME}/heading", {"title": heading.title, "description": heading.description, "menu": heading.menu})

    assert "\N{NO-BREAK SPACE}" in heading.description
    assert house.reaches[OWN].pages.draft(OWN, "home") is None


def test_typing_shows_the_page_anew_and_keeps_what_fits(house: House, browser: Browser) -> None:
    browser.get(HERO)
    part = browser.post(f"{HERO}/try", WORDS, **{"hx-request": "true"})
    assert part.status == 200
    assert browser.page.css_first("#revision").attributes["value"] == "1"  # type: ignore[union-attr] # it is there
    assert "Le 6e, d’une seule voix" in preview(browser)

    browser.get(HERO)
    part = browser.post(f"{HERO}/try", WORDS | {"block.title": ""}, **{"hx-request": "true"})
    assert part.headers["HX-Retarget"] == "#tried"
    assert "Le 6e, d’une seule voix" in preview(browser)


PART = {"hx-request": "true"}
NEW = f"{HOME}/new"
ASKED = f"{NEW}?kind=text&after=hero"


def own_texts(house: House) -> list[Text]:
    """Return the texts that the draft of the home page has and its kit has not."""
    draft = house.reaches[OWN].pages.draft(OWN, "home")
    blocks = draft.page.blocks if draft else ()
    return [block for block in blocks if isinstance(block, Text) and block not in stored(house).blocks]


def test_a_new_block_is_shown_from_the_moment_it_is_complete(house: House, browser: Browser) -> None:
    browser.get(ASKED)
    form = browser.page.css_first("form[hx-post]")
    assert form is not None
    assert (form.attributes["hx-post"] or "").endswith(f"{NEW}/try")
    name = browser.field("name")

    part = browser.post(f"{NEW}/try", {"block.title": "Ici", "block.body": ""}, **PART)
    assert part.headers["HX-Retarget"] == "#tried"
    assert own_texts(house) == []

    browser.get(ASKED)
    shown = {"name": name}
    browser.post(f"{NEW}/try", {"block.title": "Ici", "block.body": "Bon"} | shown, **PART)
    assert browser.page.css_first(f"iframe[src$='#{name}']") is not None
    assert browser.page.css_first("#revision").attributes["value"] == "1"  # type: ignore[union-attr] # it is there
    assert "Bon" in preview(browser)

    browser.get(ASKED)
    browser.post(f"{NEW}/try", {"block.title": "Ici", "block.body": "Bonjour"} | shown | {"revision": "1"}, **PART)
    assert own_texts(house) == [Text(id=name, policy=Policy.FREE, title="Ici", body="Bonjour")]


@pytest.mark.parametrize("revision", ["0", "1"], ids=["before the answer came", "after it came"])
def test_a_new_block_that_was_shown_is_saved_once(house: House, browser: Browser, revision: str) -> None:
    browser.get(ASKED)
    hidden = browser.hidden
    browser.post(f"{NEW}/try", {"block.title": "Ici", "block.body": "Bon"}, **PART)

    browser.get(ASKED)
    saved = hidden | {"block.title": "Ici", "block.body": "Bonjour", "revision": revision}
    assert browser.post(NEW, saved).status == 303

    assert [block.body for block in own_texts(house)] == ["Bonjour"]


def test_what_was_typed_before_a_new_block_was_saved_comes_too_late_to_add_another(
    house: House, browser: Browser
) -> None:
    browser.get(ASKED)
    hidden = browser.hidden
    browser.post(NEW, {"block.title": "Ici", "block.body": "Bonjour"})

    browser.get(ASKED)
    late = browser.post(f"{NEW}/try", hidden | {"block.title": "Ici", "block.body": "Bon"}, **PART)

    assert "meanwhile" in late.body
    assert [block.body for block in own_texts(house)] == ["Bonjour"]


def test_two_tabs_write_two_new_blocks(house: House, browser: Browser) -> None:
    for body in ("Un", "Deux"):
        browser.get(ASKED)
        browser.post(f"{NEW}/try", {"block.title": "Ici", "block.body": body}, **PART)

    assert sorted(block.body for block in own_texts(house)) == ["Deux", "Un"]


def test_a_new_block_writes_over_none_of_the_kits(house: House, browser: Browser) -> None:
    browser.get(ASKED)

    browser.post(f"{NEW}/try", {"name": "hero", "block.title": "Ici", "block.body": "Bon"}, **PART)

    draft = house.reaches[OWN].pages.draft(OWN, "home")
    assert draft is None or draft.page.blocks[0] == stored(house).blocks[0]


def test_what_a_page_is_called_is_shown_as_it_is_found_while_it_is_typed(house: House, browser: Browser) -> None:
    words = {"title": "Avec {candidate}", "description": "Chez nous, {zone} décide.", "menu": "Accueil"}
    browser.get(HOME)

    part = browser.post(f"{HOME}/heading/try", words, **PART)

    found = browser.page.css_first("#found[hx-swap-oob]")
    assert found is not None
    candidate = house.nations.get(OWN).seed.candidate
    assert f"Avec {candidate} · {candidate}" in found.text()
    assert "{zone}" not in found.text()
    assert "https://paris-6.plein-jour.example/" in found.text()
    assert part.headers["HX-Trigger"] == "draft-kept"
    draft = house.reaches[OWN].pages.draft(OWN, "home")
    assert draft is not None
    assert draft.page.heading.title == "Avec {candidate}"
    browser.get(HOME)
    assert "Avec" in browser.page.css_first("#found").text()  # type: ignore[union-attr] # it is there


@pytest.mark.parametrize(
    "words",
    [{"title": ""}, {"title": "x" * 121}, {"description": "{candidat}"}],
    ids=["empty", "long", "no-fact"],
)
def test_a_heading_that_does_not_fit_is_not_kept_and_told_beside_the_form(
    house: House, browser: Browser, words: dict[str, str]
) -> None:
    browser.get(HOME)

    part = browser.post(f"{HOME}/heading/try", {"title": "A", "description": "B", "menu": "C"} | words, **PART)

    assert part.headers["HX-Retarget"] == "#tried"
    assert house.reaches[OWN].pages.draft(OWN, "home") is None
    tried = browser.page.css_first("#tried")
    assert tried is not None
    assert tried.text().strip()


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(browser: Browser) -> None:
    assert write(browser, title="", target="nowhere") == 422

    told = [node.attributes["id"] for node in browser.page.css(".fault-line")]
    assert told == ["block.title-fault", "block.target-fault"]
    assert browser.field("block.lead") == "Avec vous."


def test_two_who_write_one_draft_do_not_lose_each_others_words(house: House, browser: Browser) -> None:
    other = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(HERO)
    other.get(HERO)
    other.post(HERO, WORDS | {"block.lead": "Les mots de Jeanne"})

    assert browser.post(HERO, WORDS).status == 409
    assert browser.field("block.title") == WORDS["block.title"]
    assert "Les mots de Jeanne" in preview(browser)
    browser.get(HERO)
    assert browser.post(HERO, WORDS).status == 303


def gone(browser: Browser, *, published: bool) -> None:
    """Have a draft of the home page, of revision 1, published or thrown away."""
    write(browser)
    browser.get(HOME)
    browser.post(f"{HOME}/{'publish' if published else 'discard'}", {"revision": "1"})


def deeds_of(house: House) -> list[str]:
    return [entry.what for entry in house.log.entries]


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
@pytest.mark.parametrize("is_own", [True, False], ids=["one's own", "somebody else's"])
def test_a_tab_that_shows_a_draft_that_is_gone_writes_nothing_into_the_next_one(
    house: House, browser: Browser, *, published: bool, is_own: bool
) -> None:
    tab = browser if is_own else house.browser(house.member(RoleName.CANDIDATE))
    gone(browser, published=published)
    write(browser, title="Deux")
    begun, deeds, asked = house.reaches[OWN].pages.drafts(OWN), deeds_of(house), list(house.publications.orders)

    shown = {"revision": "1"}
    tab.get(HERO)
    forms: dict[str, dict[str, str]] = {
        HERO: WORDS,
        f"{HOME}/heading": {"title": "Trop tard", "description": "Trop tard", "menu": "Tard"},
        f"{HOME}/new": {"kind": "text", "block.title": "Tard", "block.body": "Trop tard"},
        f"{HOME}/arrange": {"do": "restore:hero"},
        f"{HOME}/publish": {},
        f"{HOME}/discard": {},
        f"{HOME}/renew": {},
    }
    for path, form in forms.items():
        assert (path, tab.post(path, form | shown).status) == (path, 409)
    assert "meanwhile" in tab.post(f"{HERO}/try", WORDS | shown, **{"hx-request": "true"}).body

    assert begun["home"].revision == 3
    assert (house.reaches[OWN].pages.drafts(OWN), deeds_of(house), house.publications.orders) == (begun, deeds, asked)


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
def test_a_tab_that_shows_a_draft_that_is_gone_begins_none_but_keeps_what_was_typed(
    house: House, browser: Browser, *, published: bool
) -> None:
    gone(browser, published=published)
    before, deeds, asked = stored(house), deeds_of(house), list(house.publications.orders)
    late = WORDS | {"revision": "1", "block.lead": "Trop tard"}
    browser.get(HERO)

    assert browser.post(f"{HOME}/publish", {"revision": "1"}).status == 409
    assert browser.post(HERO, late).status == 409

    assert (stored(house), deeds_of(house), house.publications.orders) == (before, deeds, asked)
    assert house.reaches[OWN].pages.drafts(OWN) == {}
    assert (browser.field("revision"), browser.field("block.lead")) == ("2", "Trop tard")
    assert browser.post(HERO, WORDS | {"block.lead": "Trop tard"}).status == 303


def test_a_page_whose_draft_is_gone_is_published_again_as_it_stands(house: House, browser: Browser) -> None:
    gone(browser, published=True)

    assert publish(browser) == 303

    assert len(house.publications.orders) == 2
    assert deeds_of(house) == ["began-draft", "published-page", "published-page"]


def test_a_change_that_changes_nothing_or_is_refused_is_not_told_as_a_draft(house: House, browser: Browser) -> None:
    heading = stored(house).heading
    browser.get(HOME)
    browser.post(f"{HOME}/heading", {"title": heading.title, "description": heading.description, "menu": heading.menu})
    browser.get(HOME)

    assert browser.post(f"{HOME}/arrange", {"do": "remove:hero"}).status == 409
    assert house.log.entries == []


def test_a_block_that_hq_locked_is_shown_and_never_written(house: House, browser: Browser) -> None:
    path = f"/nation/{OWN}/pages/donate/blocks/donation"
    browser.get(path)
    assert "Headquarters writes this block" in browser.text
    assert browser.page.css("textarea") == []
    form = {"block.title": "Donnez-moi tout", "block.body": "b", "block.label": "l"}
    form |= {f"block.closed_{name}": "c" for name in ("title", "body", "label", "subject", "message")}

    browser.get(HERO)
    assert browser.post(path, form).status == 409
    assert house.reaches[OWN].pages.draft(OWN, "donate") is None


def test_blocks_of_ones_own_are_added_moved_and_taken_away(house: House, browser: Browser) -> None:
    browser.get(f"{HOME}/new?kind=text&after=hero")
    assert browser.post(f"{HOME}/new", {"block.title": "Ici", "block.body": "Bonjour"}).status == 303
    draft = house.reaches[OWN].pages.draft(OWN, "home")
    assert draft
    assert draft.page.blocks[1] == Text(id="ici", policy=Policy.FREE, title="Ici", body="Bonjour")

    browser.get(HOME)
    browser.post(f"{HOME}/arrange", {"do": "down:ici", "revision": browser.field("revision")})
    assert [block.id for block in house.reaches[OWN].pages.drafts(OWN)["home"].page.blocks][2] == "ici"
    browser.get(HOME)
    browser.post(f"{HOME}/arrange", {"do": "remove:ici", "revision": browser.field("revision")})
    assert "ici" not in [block.id for block in house.reaches[OWN].pages.drafts(OWN)["home"].page.blocks]
    browser.get(HOME)
    moved = browser.post(f"{HOME}/arrange", {"do": "up:pledges", "revision": browser.field("revision")})
    assert moved.status == 409


def test_the_kits_own_words_come_back(house: House, browser: Browser) -> None:
    write(browser)
    browser.get(HOME)

    browser.post(f"{HOME}/arrange", {"do": "restore:hero", "revision": browser.field("revision")})
    publish(browser)

    (kit,) = [page for page in load_kit().pages if page.name == "home"]
    assert stored(house) == kit


def test_a_draft_is_thrown_away(house: House, browser: Browser) -> None:
    write(browser)
    browser.get(HOME)

    browser.post(f"{HOME}/discard", {"revision": browser.field("revision")})

    assert house.reaches[OWN].pages.drafts(OWN) == {}


def test_a_page_that_hq_changed_meanwhile_takes_the_draft_over(house: House, browser: Browser) -> None:
    write(browser)
    page = stored(house)
    story = next(block for block in page.blocks if block.id == "story")
    newer = replace(
        page,
        heading=replace(page.heading, kit_version="2028.1"),
        blocks=tuple(replace(story, body="Du siège") if block is story else block for block in page.blocks),  # type: ignore[call-arg] # the story is text
    )
    house.put(newer)

    assert publish(browser) == 409
    browser.get(HOME)
    browser.post(f"{HOME}/renew", {"revision": browser.field("revision")})

    told = house.log.entries[-1]
    assert (told.what, told.nation, told.about) == ("renewed-draft", OWN, {"page": "home"})
    shown = preview(browser)
    assert "Du siège" in shown
    assert "Le 6e, d’une seule voix" in shown
    assert publish(browser) == 303
    assert stored(house).heading.kit_version == "2028.1"


def test_the_frame_runs_nothing_and_leads_nowhere(browser: Browser) -> None:
    response = browser.get(f"/nation/{OWN}/preview/join/")

    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' https://paris-6.plein-jour.example;")
    assert policy.endswith("form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox")
    assert "<script" not in response.body
    (sheet,) = browser.page.css("link[rel=stylesheet]")
    address = "/" + (sheet.attributes["href"] or "").removeprefix(ROOT)
    assert browser.get(address).headers["Content-Type"] == "text/css; charset=utf-8"


def test_pictures_of_the_frame_lie_on_the_site(house: House) -> None:
    guest = house.browser()
    picture = "portrait.0123456789ab.webp"

    for place in ("preview", "preview/home"):
        response = guest.get(f"/nation/{OWN}/{place}/assets/{picture}")
        assert response.headers["Location"] == f"https://{OWN}.plein-jour.example/assets/{picture}"
    assert guest.get(f"/nation/{OWN}/preview/assets/evil.svg").status == 404
    assert guest.get(f"/nation/evil.example%2F/preview/assets/{picture}").status == 404


def test_who_may_not_publish_writes_drafts_alone(house: House) -> None:
    reader = house.browser(house.member(RoleName.READER))
    assert reader.get(HOME).status == 404


def test_a_word_in_braces_that_is_no_fact_is_refused_and_the_known_ones_are_named(
    house: House, browser: Browser
) -> None:
    assert write(browser, lead="Bonjour {prenom}") == 422
    assert "{candidate} {nation} {zone}" in browser.text
    assert browser.field("block.lead") == "Bonjour {prenom}"

    browser.get(HERO)
    part = browser.post(f"{HERO}/try", WORDS | {"block.lead": "Bonjour {prenom}"}, **{"hx-request": "true"})
    assert "{candidate} {nation} {zone}" in part.body
    browser.get(HOME)
    heading = {"title": "{prenom}", "description": "Ici", "menu": "Ici"}
    assert browser.post(f"{HOME}/heading", heading).status == 422
    assert house.reaches[OWN].pages.draft(OWN, "home") is None


def test_a_brace_that_is_only_a_brace_is_shown_as_one(browser: Browser) -> None:
    assert write(browser, lead="Ensemble {toutes et tous}") == 303

    assert "Ensemble {toutes et tous}" in preview(browser)
