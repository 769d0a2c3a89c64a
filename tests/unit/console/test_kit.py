"""The kit in the console: HQ writes, publishes, pushes and takes back; nations decide about what is offered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.logbook import Logbook
from shared.access.role import RoleName
from shared.kits.edition import bundled_edition
from shared.kits.offers import by_id
from shared.sites.banner import Language
from shared.sites.orders import OrderOutcome
from tests.unit.console.house import OTHER, OWN
from tests.unit.kits.builders import CHARTER, a_charter, an_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.response import Response
    from shared.nations.publications import PublicationOrder
    from tests.fakes.console import Browser
    from tests.unit.console.house import House

HOME = "/hq/kit/pages/fr/home"
BLOCK = f"{HOME}/blocks/{CHARTER}"
WORDS = {"block.text": "Au grand jour.", "block.author": "La charte"}


@pytest.fixture
def hq(house: House) -> Browser:
    """A browser of somebody at HQ who may edit the kit."""
    return house.browser(house.member(RoleName.ORGANISER))


def revision(page: Response) -> str:
    """Return the draft's revision as the page's forms have it."""
    found = re.search(r'name="revision" value="(\d+)"', page.body)
    assert found
    return found[1]


def send(browser: Browser, path: str, fields: dict[str, str] | None = None) -> Response:
    """Send a form with this browser's own token, whatever page was shown last."""
    browser.get("/me")
    return browser.post(path, fields)


def write(hq: Browser, path: str = BLOCK, **fields: str) -> Response:
    """Write a block as its form has it."""
    seen = hq.get(path)
    return send(hq, path, {"revision": revision(seen), **(fields or WORDS)})


def publish(hq: Browser, note: str = "Plus court") -> Response:
    """Publish the draft."""
    return send(hq, "/hq/kit/publish", {"revision": revision(hq.get("/hq/kit")), "note": note})


def carry_out(house: House) -> None:
    """Carry out what the queue of publications holds."""
    while house.publications.orders:
        carry(house, house.publications.orders.pop(0), lambda _order: OrderOutcome.PUBLISHED)


def carry(house: House, order: PublicationOrder, publish: Callable[[PublicationOrder], OrderOutcome]) -> None:
    """Carry one order out as the worker behind the queue does."""
    house.desk.kit_push.carry(
        order,
        publish=publish,
        journal_of=lambda who: Logbook(log=house.log, by=None, who=who, clock=house.clock),
    )


def test_hq_writes_a_block_sees_what_changes_and_publishes(house: House, hq: Browser) -> None:
    assert write(hq).status == 303

    assert "<ins>" in hq.get("/hq/kit/changes").body
    assert publish(hq).headers["Location"].endswith("/hq/kit?did=published")

    page = house.kits.current().content.page(Language.FRENCH, "home")
    assert page is not None
    assert a_charter("Au grand jour.") in page.blocks
    shown = hq.get("/hq/kit?did=published").body
    assert "Version 2" in shown
    assert "Plus court" in shown
    assert [entry.what for entry in house.log.entries][-2:] == ["began-kit", "published-kit"]


def test_a_note_that_is_missing_is_asked_for_with_what_was_written_kept(house: House, hq: Browser) -> None:
    write(hq)

    answer = publish(hq, note=" ")

    assert (answer.status, 'role="alert"' in answer.body) == (422, True)
    assert "published-kit" not in [entry.what for entry in house.log.entries]


def test_a_block_that_is_not_complete_is_shown_again(house: House, hq: Browser) -> None:
    answer = write(hq, **{"block.text": "", "block.author": "La charte"})

    assert answer.status == 422
    assert 'aria-invalid="true"' in answer.body
    assert house.kits.store.draft() is None
    assert "began-kit" not in [entry.what for entry in house.log.entries]


def test_of_two_who_write_at_once_the_second_is_told(hq: Browser) -> None:
    seen = revision(hq.get(BLOCK))
    send(hq, BLOCK, {"revision": seen, **WORDS})

    assert send(hq, BLOCK, {"revision": seen, **WORDS, "block.text": "Autre"}).status == 409


def test_blocks_are_added_moved_locked_and_removed_in_every_language(house: House, hq: Browser) -> None:
    write(hq, f"{HOME}/new?kind=text&after=hero", **{"kind": "text", "block.body": "Nouveau", "after": "hero"})
    names = [block.id for block in document(house, Language.ENGLISH)]
    assert names[:2] == ["hero", "text"]

    for deed, told in (("down:text", 303), ("locked:text", 303), ("remove:hero", 303), ("nonsense:text", 404)):
        answer = send(hq, f"{HOME}/arrange", {"revision": revision(hq.get(HOME)), "do": deed})
        assert answer.status == told, deed

    after = document(house, Language.ENGLISH)
    assert [block.id for block in after][:2] == [names[2], "text"]
    assert by_id(after)["text"].policy == "locked"


def document(house: House, language: Language) -> tuple:  # type: ignore[type-arg]  # blocks of any kind
    draft = house.kits.store.draft()
    assert draft is not None
    page = draft.content.page(language, "home")
    assert page is not None
    return page.blocks


def test_what_a_form_stands_on_is_not_taken_away(hq: Browser) -> None:
    path = "/hq/kit/pages/fr/join"
    page = bundled_edition().content.page(Language.FRENCH, "join")
    assert page is not None
    form = next(block.id for block in page.blocks if block.kind == "form")

    answer = send(hq, f"{path}/arrange", {"revision": "0", "do": f"remove:{form}"})

    assert (answer.status, 'role="alert"' in answer.body) == (422, True)


def test_an_e_mail_is_retitled(house: House, hq: Browser) -> None:
    path = "/hq/kit/mails/en/welcome"
    send(hq, f"{path}/heading", {"revision": revision(hq.get(path)), "subject": "Hello", "preview": "A line"})

    draft = house.kits.store.draft()
    assert draft is not None
    mail = draft.content.mail(Language.ENGLISH, "welcome")
    assert mail is not None
    assert (mail.envelope.subject, mail.envelope.preview) == ("Hello", "A line")
    assert send(hq, f"{path}/heading", {"revision": "1", "subject": "", "preview": ""}).status == 422


def test_the_banner_is_changed_and_a_colour_that_is_none_is_refused(house: House, hq: Browser) -> None:
    form = dict(re.findall(r'<input id="(\w+)"[^>]* value="([^"]*)"', hq.get("/hq/kit/banner").body))
    chosen = {"logo": "rings", "typeface": "slab", "corners": "soft", "edge": "level", "revision": "0"}

    assert send(hq, "/hq/kit/banner", {**form, **chosen, "primary": "red"}).status == 422
    assert send(hq, "/hq/kit/banner", {**form, **chosen, "palette": "#ffb62e"}).status == 422
    assert send(hq, "/hq/kit/banner", {**form, **chosen, "name": ""}).status == 422
    assert send(hq, "/hq/kit/banner", {**form, **chosen, "primary": "#401060"}).status == 303

    draft = house.kits.store.draft()
    assert draft is not None
    assert (draft.content.banner.primary, draft.content.banner.logo) == ("#401060", "rings")
    assert draft.content.banner.translations == bundled_edition().content.banner.translations


def test_a_draft_is_thrown_away(house: House, hq: Browser) -> None:
    write(hq)

    assert send(hq, "/hq/kit/discard", {"revision": "1"}).status == 303
    assert house.kits.store.draft() is None


def test_a_tab_that_shows_a_draft_thrown_away_writes_nothing_into_the_next_one(house: House, hq: Browser) -> None:
    write(hq)
    tab = revision(hq.get(BLOCK))
    send(hq, "/hq/kit/discard", {"revision": tab})
    write(hq)
    begun = house.kits.store.draft()

    assert send(hq, BLOCK, {"revision": tab, **WORDS, "block.text": "Trop tard"}).status == 409
    assert send(hq, "/hq/kit/publish", {"revision": tab, "note": "Trop tard"}).status == 409
    assert send(hq, "/hq/kit/discard", {"revision": tab}).status == 409

    assert begun is not None
    assert (house.kits.store.draft(), house.kits.store.latest()) == (begun, None)


def test_an_edition_is_pushed_watched_stopped_and_taken_back(house: House, hq: Browser) -> None:
    write(hq)
    publish(hq)

    send(hq, "/hq/kit/push")
    assert 'hx-trigger="every 3s"' in hq.get("/hq/kit").body
    send(hq, "/hq/kit/stop")
    carry_out(house)
    assert "Stopped" in hq.get("/hq/kit/push").body

    send(hq, "/hq/kit/push")
    carry_out(house)
    assert "Done" in hq.get("/hq/kit/push").body
    assert house.nations.get(OTHER).kit_version == house.kits.current().version

    assert send(hq, "/hq/kit/back", {"number": "1"}).status == 303
    assert house.kits.current().head.note == "Back to version 1"
    assert send(hq, "/hq/kit/back", {"number": "77"}).status == 404


def test_what_failed_is_told_and_hq_says_how_to_go_on(house: House, hq: Browser) -> None:
    write(hq)
    publish(hq)
    send(hq, "/hq/kit/push")
    order = house.publications.orders.pop(0)

    def fails(_order: PublicationOrder) -> OrderOutcome:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        carry(house, order, fails)

    carry_out(house)
    shown = hq.get("/hq/kit/push").body
    assert "RuntimeError" in shown
    assert "Waiting for you" in shown
    assert send(hq, "/hq/kit/go-on").status == 409


def test_drift_shows_editions_own_blocks_and_open_offers(house: House, hq: Browser) -> None:
    offered(house)

    shown = hq.get("/hq/kit/drift").body

    assert "(home)" in shown
    assert "behind" in shown
    assert "Lyon" in shown or OTHER in shown


def offered(house: House) -> None:
    """Have a nation be offered words in place of its own."""
    home = house.nations.items[OWN]["PAGE#home"]
    own = a_charter("De nous")
    blocks = [
        {**block, "text": own.text, "author": own.author} if block["id"] == own.id else block
        for block in home["blocks"]
    ]
    house.nations.items[OWN]["PAGE#home"] = {**home, "blocks": blocks, "edited_at": "1"}
    house.kits.store.add(an_edition())
    house.desk.kit_push.begin(by="anne")
    house.publications.orders = [order for order in house.publications.orders if order.slug == OWN]
    carry_out(house)


@pytest.mark.parametrize(("choice", "text"), [("accept", "Au grand jour."), ("keep", "De nous")])
def test_a_nation_takes_the_kits_words_or_keeps_its_own(house: House, choice: str, text: str) -> None:
    offered(house)
    browser = house.browser(house.member(RoleName.CANDIDATE))
    shown = browser.get(f"/nation/{OWN}/updates").body
    hidden = dict(re.findall(r'<input type="hidden" name="(document|block|version|seen)" value="([^"]*)"', shown))
    assert "<del>" in shown

    answer = send(browser, f"/nation/{OWN}/updates", {**hidden, "choice": choice})

    assert answer.headers["Location"].endswith(f"/nation/{OWN}/updates?did={choice}")
    assert a_charter(text) in house.reaches[OWN].holdings.read(OWN).pages["home"].blocks
    assert [order.slug for order in house.publications.orders] == ([OWN] if choice == "accept" else [])
    assert house.log.entries[-1].what == "decided-kit"
    assert "Nothing to decide" in browser.get(f"/nation/{OWN}/updates").body
    assert send(browser, f"/nation/{OWN}/updates", {**hidden, "choice": choice}).status == 409


def test_whoever_may_not_publish_reads_what_is_offered_and_decides_nothing(house: House) -> None:
    offered(house)
    browser = house.browser(house.member(RoleName.HQ_READER))

    assert browser.get("/hq/kit").status == 200
    assert 'action="/hq/kit/push"' not in browser.get("/hq/kit").body
    assert send(browser, "/hq/kit/push").status == 404


MAIL = "/hq/kit/mails/fr/welcome"


def test_what_is_typed_into_the_kit_is_seen_beside_the_form(hq: Browser) -> None:
    seen = hq.get(BLOCK)
    assert 'sandbox title="Preview of the page' in seen.body

    hq.get(BLOCK)
    part = hq.post(f"{BLOCK}/try", {"revision": revision(seen), **WORDS}, **{"hx-request": "true"})

    assert part.status == 200
    assert 'id="revision" name="revision" value="1"' in part.body
    assert "Au grand jour." in hq.get(f"{HOME}/preview/").body


def test_what_does_not_fit_says_so_beside_the_form_and_changes_nothing(house: House, hq: Browser) -> None:
    for text, told in (("", "Not complete yet"), ("{prenom}", "{candidate} {nation}")):
        seen = hq.get(BLOCK)
        fields = {"revision": revision(seen), **WORDS, "block.text": text}
        part = hq.post(f"{BLOCK}/try", fields, **{"hx-request": "true"})

        assert part.headers["HX-Retarget"] == "#tried"
        assert told in part.body
    assert house.kits.store.draft() is None


def test_two_who_write_the_kit_are_told_of_each_other_while_they_type(house: House, hq: Browser) -> None:
    seen = hq.get(BLOCK)
    write(house.browser(house.member(RoleName.ORGANISER)))

    hq.get("/me")
    part = hq.post(f"{BLOCK}/try", {"revision": revision(seen), **WORDS}, **{"hx-request": "true"})

    assert "load this page again" in part.body


def test_the_frame_of_the_kit_is_as_closed_as_that_of_a_nations_page(hq: Browser) -> None:
    shown = hq.get(f"{HOME}/preview/")

    policy = shown.headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox"
    )
    assert "<script" not in shown.body
    found = re.search(r'rel="stylesheet" href="[^"]*(/hq/kit-sheets/[^"]+)"', shown.body)
    assert found
    assert hq.get(found[1]).headers["Content-Type"] == "text/css; charset=utf-8"
    assert hq.get("/hq/kit-sheets/other.css").status == 404


@pytest.mark.parametrize("name", ["welcome", "confirm"])
def test_an_e_mail_is_shown_as_a_letter_whose_own_styles_alone_are_let_in(hq: Browser, name: str) -> None:
    assert "Preview of the e-mail" in hq.get(f"/hq/kit/mails/fr/{name}").body

    shown = hq.get(f"/hq/kit/mails/fr/{name}/preview/")

    policy = shown.headers["Content-Security-Policy"]
    assert "Camille Martin" in shown.body
    assert "'unsafe-inline'" not in policy
    assert policy.startswith("default-src 'none'; style-src 'self' 'unsafe-hashes' 'sha256-")
    assert policy.endswith("; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox")
    assert len(policy) < 6000


def test_a_letter_shows_the_draft_and_greets_somebody(hq: Browser) -> None:
    block = "/hq/kit/mails/fr/welcome/blocks/hero"
    seen = hq.get(block)
    fields = dict(re.findall(r'name="(block\.[a-z_]+)"[^>]*value="([^"]*)"', seen.body))
    send(hq, block, {"revision": revision(seen), **fields, "block.title": "Au grand jour"})

    shown = hq.get(f"{MAIL}/preview/").body

    assert "Au grand jour" in shown
    assert "Dominique" in shown


def test_the_frame_shows_the_banner_of_the_draft(house: House, hq: Browser) -> None:
    content = bundled_edition().content
    sheet = house.desk.kit_previews.stylesheet(content).path
    other = replace(content, banner=replace(content.banner, primary="#005500"))

    assert house.desk.kit_previews.stylesheet(other).path != sheet
    assert hq.get(f"{HOME}/preview/").status == 200


def test_the_team_reads_in_its_log_who_brought_its_pages_up_to_a_new_edition(house: House, hq: Browser) -> None:
    write(hq)
    publish(hq)
    send(hq, "/hq/kit/push")
    carry_out(house)

    told = [entry for entry in house.log.entries if entry.nation == OWN]
    assert [entry.what for entry in told] == ["followed-kit"]
    assert house.members.get(told[0].who) is not None
    assert (
        "brought this campaign up to a version of the kit"
        in house.browser(house.member(RoleName.CANDIDATE)).get(f"/nation/{OWN}/log").body
    )
