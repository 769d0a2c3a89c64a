"""The kit's words over HTTP: read as documents, written into the draft, published as the next edition."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from shared.kits.draft import KitDraft
from shared.kits.publishing import publish_content
from tests.builders import NOON
from tests.unit.api.asking import ask
from tests.unit.kits.builders import CHARTER, an_edition

if TYPE_CHECKING:
    from tests.unit.api.asking import Answer
    from tests.unit.api.desks import FakeDesk

HQ = "arn:aws:iam::123456789012:user/hq"
HOME = "/kit/draft/pages/fr/home"
WELCOME = "/kit/draft/mails/en/welcome"
BANNER = "/kit/draft/banner"
FIRST = 1
"""The revision of the first draft, as it was first saved."""


def read(path: str = HOME) -> dict[str, Any]:
    """Return a document as it is read."""
    answer = ask("GET", path)
    assert answer.status == 200
    document: dict[str, Any] = answer.body
    return document


def written(path: str = HOME, **changes: Any) -> Answer:
    """Write a document into the draft with some words changed."""
    return ask("PUT", path, body={**read(path), **changes})


def block(document: dict[str, Any], name: str = CHARTER) -> dict[str, Any]:
    """Return a block of a document."""
    found: dict[str, Any] = next(each for each in document["blocks"] if each["id"] == name)
    return found


def places(answer: Answer) -> list[str]:
    """Return the places of all faults of a document that was refused."""
    assert (answer.status, answer.kind) == (422, "application/problem+json")
    assert all(fault["reason"] and fault["remedy"] for fault in answer.body["faults"])
    return [fault["place"] for fault in answer.body["faults"]]


def deeds(desk: FakeDesk) -> list[tuple[str, str]]:
    """Return what the log of headquarters tells, and as whose deed."""
    return [(entry.what, entry.about["caller"]) for entry in desk.audit.entries]


def publication(**changes: Any) -> dict[str, Any]:
    """Return the order to publish the draft as it stands."""
    return {"revision": ask("GET", "/kit/draft").body["revision"], "note": "Plus court", **changes}


def test_an_edition_is_read_with_all_its_words(desk: FakeDesk) -> None:
    publish_content(an_edition(charter="Mot pour mot.").content, "New words", kits=desk.kits, by="anne", at=NOON)

    bundled, second = ask("GET", "/kit/editions/1").body, ask("GET", "/kit/editions/2").body

    assert (bundled["bundled"], second["note"], second["banner"]["words"]["en"]["election"]) == (
        *(True, "New words"),
        "general election",
    )
    (home,) = [page for page in second["pages"]["fr"] if page["page"] == "home"]
    assert block(home)["text"] == "Mot pour mot."
    assert {mail["mail"] for mail in second["mails"]["en"]} >= {"confirm", "welcome"}
    assert bundled["pages"].keys() == bundled["mails"].keys() == {"fr", "en"}


def test_the_edition_of_a_network_that_published_none_is_read_by_its_number(desk: FakeDesk) -> None:
    assert ask("GET", "/kit/editions/1").body["version"] == ask("GET", "/kit/editions").body["current"]
    assert ask("GET", "/kit/editions/2").status == 404


@pytest.mark.parametrize("path", [HOME, WELCOME, BANNER], ids=["page", "mail", "banner"])
def test_what_was_read_and_not_changed_begins_no_draft(desk: FakeDesk, path: str) -> None:
    assert ask("PUT", path, body=read(path)).body == read(path)

    assert (desk.editions.drafted, desk.audit.entries) == (None, [])


def test_every_page_and_e_mail_comes_back_from_its_document(desk: FakeDesk) -> None:
    told = ask("GET", "/kit/editions/1").body

    for kind, key in (("pages", "page"), ("mails", "mail")):
        for language, documents in told[kind].items():
            for document in documents:
                answer = ask("PUT", f"/kit/draft/{kind}/{language}/{document[key]}", body=document)
                assert (answer.status, answer.body) == (200, document)
    assert desk.editions.drafted is None


def test_words_are_written_in_one_language_and_the_draft_tells_what_differs(desk: FakeDesk) -> None:
    page = read()
    block(page)["text"] = "Au grand jour."

    answer = ask("PUT", HOME, body={**page, "title": "Autre titre"})
    draft = ask("GET", "/kit/draft").body

    assert (answer.status, answer.body["revision"], block(answer.body)["text"]) == (200, FIRST, "Au grand jour.")
    assert (draft["began_from"], draft["revision"], draft["by"], draft["overtaken"]) == (1, FIRST, "operator", False)
    (changed,) = draft["changed"]
    assert (changed["kind"], changed["language"], changed["name"]) == ("pages", "fr", "home")
    assert [(each["block"], each["fields"][0]["field"]) for each in changed["blocks"]] == [
        ("", "title"),
        (CHARTER, "text"),
    ]
    assert changed["blocks"][1]["fields"][0]["after"] == "Au grand jour."
    assert deeds(desk) == [("began-kit", HQ)]


def test_without_a_draft_nothing_differs(desk: FakeDesk) -> None:
    assert ask("GET", "/kit/draft").body == {
        "began_from": 1,
        "revision": 0,
        "at": None,
        "by": "",
        "overtaken": False,
        "changed": [],
        "banner": [],
    }


def test_a_draft_that_another_edition_overtook_says_so(desk: FakeDesk) -> None:
    written(title="Autre")
    publish_content(an_edition().content, "From files", kits=desk.kits, by="operator", at=NOON)

    assert ask("GET", "/kit/draft").body["overtaken"] is True


def test_what_a_document_leaves_out_stays(desk: FakeDesk) -> None:
    before = read()

    after = ask("PUT", HOME, body={"title": "Autre"}).body

    assert after == {**before, "title": "Autre", "revision": FIRST}


def test_an_e_mail_is_written(desk: FakeDesk) -> None:
    answer = written(WELCOME, subject="Glad you are here")

    assert (answer.body["subject"], answer.body["revision"]) == ("Glad you are here", FIRST)
    assert read(WELCOME) == answer.body


def test_a_document_read_before_somebody_else_wrote_is_a_conflict_and_loses_nothing(desk: FakeDesk) -> None:
    mine, theirs = read(), read(WELCOME)
    ask("PUT", HOME, body={**mine, "title": "Un"})

    answer = ask("PUT", WELCOME, body={**theirs, "subject": "Two"})

    assert (answer.status, answer.kind) == (409, "application/problem+json")
    assert "changed by somebody else" in answer.body["detail"]
    assert read()["title"] == "Un"
    assert read(WELCOME)["subject"] == theirs["subject"]
    assert ask("PUT", HOME, body={**mine, "title": ""}).status == 409


def test_the_same_document_again_changes_nothing_more(desk: FakeDesk) -> None:
    sent = {**read(), "title": "Un"}

    first, again = ask("PUT", HOME, body=sent), ask("PUT", HOME, body=sent)

    assert (again.status, again.body) == (200, first.body)
    assert deeds(desk) == [("began-kit", HQ)]


def test_blocks_are_added_moved_taken_away_and_locked_in_every_language(desk: FakeDesk) -> None:
    english = "/kit/draft/pages/en/home"
    page, before = read(), read(english)
    gone, *rest = [each for each in page["blocks"] if each["kind"] != "hero"]
    rest[0]["policy"] = "locked"
    page["blocks"] = [{"kind": "text", "title": "Neuf", "body": "Nouveau"}, *reversed(rest)]

    answer = ask("PUT", HOME, body=page)

    names = [each["id"] for each in answer.body["blocks"]]
    after = read(english)
    assert names[0] == "neuf"
    assert [each["id"] for each in after["blocks"]] == names
    assert gone["id"] not in names
    assert (block(after, "neuf")["body"], block(after, "neuf")["policy"]) == ("Nouveau", "default")
    assert block(after, rest[0]["id"]) == {**block(before, rest[0]["id"]), "policy": "locked"}
    told = {each["language"]: each for each in ask("GET", "/kit/draft").body["changed"]}
    assert told["en"]["policies"] == [{"block": rest[0]["id"], "policy": "locked"}]
    assert told["en"]["reordered"]


def test_every_fault_of_a_document_is_told_at_once_in_its_place(desk: FakeDesk) -> None:
    page = read()
    number = [each["id"] for each in page["blocks"]].index(CHARTER) + 1
    block(page)["text"] = ""
    page["blocks"] += [{"kind": "form", "form": "sign"}, {"kind": []}, {"kind": "text", "body": "{prenom}"}, 7]
    last = len(page["blocks"])

    answer = ask("PUT", HOME, body={**page, "title": "", "slogan": "Oui", "page": "join", "menu": 5, "revision": "4"})

    at = "page home (fr)"
    assert places(answer) == [
        *(f"{at}, slogan", f"{at}, page", f"{at}, revision", f"{at}, title", f"{at}, menu"),
        f"{at}, block {number} ({CHARTER}), text",
        f"{at}, block {last - 3} (form)",
        f"{at}, block {last - 2}",
        f"{at}, block {last - 1} (text), body",
        f"{at}, block {last}",
    ]
    assert (desk.editions.drafted, desk.audit.entries) == (None, [])


def test_what_forms_and_the_law_stand_on_stays_where_it_is(desk: FakeDesk) -> None:
    join, donate, home = (read(f"/kit/draft/pages/fr/{name}") for name in ("join", "donate", "home"))
    form = next(each for each in join["blocks"] if each["kind"] == "form")
    join["blocks"].remove(form)
    law = next(each for each in donate["blocks"] if each["policy"] == "locked")
    law["policy"] = "free"
    block(home).update(kind="text", body="Texte", policy="nobody")

    assert places(ask("PUT", "/kit/draft/pages/fr/join", body=join)) == [f"page join (fr), block {form['id']}"]
    (place,) = places(ask("PUT", "/kit/draft/pages/fr/donate", body=donate))
    assert place.endswith(f"({law['id']}), policy")
    assert places(ask("PUT", HOME, body=home))[0].endswith("policy")
    block(home).update(policy="default")
    assert places(ask("PUT", HOME, body=home))[0].endswith("kind")


def test_the_letter_of_confirmation_keeps_what_proves_a_consent(desk: FakeDesk) -> None:
    path = "/kit/draft/mails/fr/confirm"
    letter = read(path)
    unlocked, added = deepcopy(letter), deepcopy(letter)
    unlocked["blocks"][0]["policy"] = "default"
    added["blocks"].insert(2, {"kind": "text", "body": "Merci"})

    assert places(ask("PUT", path, body=unlocked)) == ["mail confirm (fr)"]
    assert ask("PUT", path, body=added).body["blocks"][2]["policy"] == "locked"


def test_the_banner_is_written_and_every_fault_of_it_told(desk: FakeDesk) -> None:
    banner = read(BANNER)
    wrong = {"primary": "red", "palette": ["#ffffff", 3], "logo": [], "name": " ", "revision": -1}
    words = {"fr": {"tagline": "", "motto": "Oui"}, "de": {}, "en": 1}

    refused = ask("PUT", BANNER, body={**banner, **wrong, "words": words, "network_domain": "x.example"})
    answer = ask("PUT", BANNER, body={"primary": "#401060", "words": {"en": {"tagline": "Bright"}}})

    assert places(refused) == [
        *("banner, network_domain", "banner, revision", "banner, name", "banner, primary", "banner, logo"),
        *("banner, palette", "banner, palette 2"),
        *("banner, words, de", "banner, words, fr, motto", "banner, words, fr, tagline", "banner, words, en"),
    ]
    assert answer.body == {
        **banner,
        "revision": FIRST,
        "primary": "#401060",
        "words": {**banner["words"], "en": {**banner["words"]["en"], "tagline": "Bright"}},
    }
    assert ask("GET", "/kit/draft").body["banner"] == [
        {"field": "primary", "before": banner["primary"], "after": "#401060"},
        {"field": "words, en, tagline", "before": banner["words"]["en"]["tagline"], "after": "Bright"},
    ]


@pytest.mark.parametrize("body", ["[]", "7", '"home"', "null"])
@pytest.mark.parametrize("path", [HOME, WELCOME, BANNER], ids=["page", "mail", "banner"])
def test_what_is_no_document_is_refused(desk: FakeDesk, path: str, body: str) -> None:
    assert ask("PUT", path, body=body).status == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [("pages/fr/nowhere", 404), ("mails/en/home", 404), ("pages/de/home", 422), ("letters/fr/home", 404)],
)
def test_what_the_kit_does_not_have_is_not_found(desk: FakeDesk, path: str, status: int) -> None:
    assert ask("GET", f"/kit/draft/{path}").status == status
    assert ask("PUT", f"/kit/draft/{path}", body={"title": "Un"}).status == status


def test_a_draft_is_thrown_away_once(desk: FakeDesk) -> None:
    written(title="Un")

    assert ask("DELETE", "/kit/draft", query={"revision": str(FIRST + 1)}).status == 409
    first = ask("DELETE", "/kit/draft", query={"revision": str(FIRST)})
    again = ask("DELETE", "/kit/draft", query={"revision": str(FIRST)})

    assert (first.status, first.body["revision"], first.body["changed"]) == (200, 0, [])
    assert (again.status, again.body) == (200, first.body)
    assert deeds(desk) == [("began-kit", HQ), ("discarded-kit", HQ)]
    assert ask("DELETE", "/kit/draft").status == 422


@pytest.mark.parametrize("published", [True, False], ids=["published", "thrown away"])
def test_a_document_of_a_draft_that_is_gone_is_a_conflict_though_another_was_saved_as_often(
    desk: FakeDesk, *, published: bool
) -> None:
    written(title="Un")
    late = {**read(), "title": "Trop tard"}
    order = publication()
    if published:
        ask("POST", "/kit/editions", body=order)
    else:
        ask("DELETE", "/kit/draft", query={"revision": str(FIRST)})
    written(title="Deux")

    assert ask("PUT", HOME, body=late).status == 409
    assert ask("DELETE", "/kit/draft", query={"revision": str(late["revision"])}).status == 409
    assert ask("POST", "/kit/editions", body=order).status == (200 if published else 409)
    assert read()["title"] == "Deux"


def test_a_draft_is_published_and_read_as_the_networks_edition(desk: FakeDesk) -> None:
    written(title="Un")

    made = ask("POST", "/kit/editions", body=publication())

    assert (made.status, made.body["number"], made.body["note"], made.body["by"]) == (200, 2, "Plus court", "operator")
    assert ask("GET", "/kit/editions").body["current"] == made.body["version"]
    (home,) = [page for page in ask("GET", "/kit/editions/2").body["pages"]["fr"] if page["page"] == "home"]
    assert home["title"] == "Un"
    assert ask("GET", "/kit/draft").body["revision"] == 0
    assert deeds(desk) == [("began-kit", HQ), ("published-kit", HQ)]


def test_the_same_publication_again_answers_what_was_made_and_publishes_nothing_more(desk: FakeDesk) -> None:
    written(title="Un")
    order = publication()
    made = ask("POST", "/kit/editions", body=order)
    # Another draft stands there: the order, sent late, must not publish that one.
    written(title="Deux")

    again = ask("POST", "/kit/editions", body=order)

    assert (again.status, again.body) == (200, made.body)
    assert ask("GET", "/kit/draft").body["revision"] == FIRST + 1
    assert [what for what, _ in deeds(desk)].count("published-kit") == 1


def test_a_draft_that_was_written_on_since_is_not_published(desk: FakeDesk) -> None:
    written(title="Un")
    order = publication()
    written(title="Deux")

    assert ask("POST", "/kit/editions", body=order).status == 409
    assert ask("POST", "/kit/editions", body={**order, "revision": 7}).status == 409
    assert desk.editions.latest() is None
    assert "published-kit" not in [what for what, _ in deeds(desk)]


def test_a_draft_that_may_not_be_is_refused_with_every_fault_and_stays(desk: FakeDesk) -> None:
    desk.editions.save_draft(a_faulty_draft(desk))

    refused = ask("POST", "/kit/editions", body=publication())

    assert places(refused) == ["page home (fr)", "page home (en)"]
    assert "{nobody} is no fact of a campaign" in refused.body["faults"][0]["reason"]
    assert places(ask("POST", "/kit/editions", body=publication(note=" "))) == ["note"]
    assert (desk.editions.latest(), desk.audit.entries) == (None, [])


def a_faulty_draft(desk: FakeDesk) -> KitDraft:
    """Return a draft that says what no document could have written into it."""
    begun = KitDraft.begun(desk.kits.current(), by="anne", at=NOON)
    return begun.saying(an_edition(charter="Votez {nobody}").content, by="anne", at=NOON)
