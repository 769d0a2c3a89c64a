"""Pages that functions answer: to a post without JavaScript, to the link of a mail, to a search for a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.actions.consent_pages import ConsentPage, ConsentPages, Promise, Stand
from shared.actions.known import KnownNation
from shared.actions.pages import AnswerPages
from shared.actions.verdict import Outcome, Verdict
from shared.forms.checking import Faults, check
from shared.forms.form import FORMS
from shared.sites.files import page_file
from shared.sites.network.finding import Answer, FoundSeat
from shared.sites.network.pages import NetworkRenderer
from tests.unit.forms.builders import a_post
from tests.unit.sites.builders import FIRST_SILENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.forms.checking import Posted
    from shared.forms.form import Form
    from shared.nations.nation import Nation
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile

CONSENT = {"consent.mail.candidate": ["yes"]}
SEAT = FoundSeat(name="Paris, 6e circonscription", slug="paris-6", candidate="Jeanne Martin")
SEARCHES = {
    "one": Answer(place="Lens", seats=(SEAT,)),
    "several": Answer(place="75006", seats=(SEAT, FoundSeat(name="Paris, 2e circonscription", communes=("Paris 6e",)))),
    "choices": Answer(place="Saint-Denis", choices=("Saint-Denis (93)", "Saint-Denis (974)")),
    "near": Answer(place="Lenz", near=("Lens (62)",)),
    "unknown": Answer(place="Zzz"),
    "nothing": Answer(place=""),
    "broken": None,
}


def answers(banner: Banner, nation: Nation) -> Iterator[SiteFile]:
    """Yield the page of every outcome; those that mend a form, once for every form."""
    shown = AnswerPages()
    for outcome in Outcome:
        for form in FORMS.values() if outcome is Outcome.INVALID else [FORMS["volunteer"]]:
            verdict = a_verdict(outcome, form, banner, nation)
            yield page_file(f"api/{form.action}-{outcome}", shown.show(verdict, "stamp", banner))


def a_verdict(outcome: Outcome, form: Form, banner: Banner, nation: Nation) -> Verdict:
    """Return what became of a form that is filled in, or, if it is at fault, hardly."""
    wrong: Posted = {"website": [""]}
    found = check(form, wrong)
    return Verdict(
        outcome=outcome,
        language=banner.language,
        known=KnownNation(nation=nation, silences=(FIRST_SILENCE,)),
        form=form,
        posted=wrong if outcome is Outcome.INVALID else a_post(form.action) | CONSENT,
        faults=found.by_field if isinstance(found, Faults) else {},
        silence=FIRST_SILENCE,
        wait=30,
    )


def letters(banner: Banner, nation: Nation) -> Iterator[SiteFile]:
    """Yield what the links of mails lead to."""
    shown = ConsentPages()
    stands = tuple(
        Stand(key=key, title=key.title(), text="Oui, écrivez-moi.") for key in ("mail.candidate", "phone.party")
    )
    promises = (Promise(event_id="2027-06-01-apero-1f3a", title="Apéro citoyen, mardi"),)
    told = {
        "confirm": ConsentPage(
            kind="waiting", language=banner.language, seed=nation.seed, token="t", sentences=("Oui.",)
        ),
        "confirm-bare": ConsentPage(kind="waiting", language=banner.language, seed=nation.seed, token="t"),
        "confirm-done": ConsentPage(kind="confirmed", language=banner.language, seed=nation.seed, way_back="t"),
        "confirm-again": ConsentPage(kind="already", language=banner.language, seed=nation.seed, way_back="t"),
        "confirm-late": ConsentPage(kind="expired", language=banner.language, seed=nation.seed),
        "confirm-false": ConsentPage(kind="invalid", language=banner.language),
        "confirm-down": ConsentPage(kind="unavailable", language=banner.language),
        "withdraw": ConsentPage(
            kind="withdraw", language=banner.language, seed=nation.seed, token="t", stands=stands, promises=promises
        ),
        "withdraw-done": ConsentPage(kind="withdrawn", language=banner.language, seed=nation.seed, token="t"),
    }
    for name, page in told.items():
        yield page_file(f"api/{name}", shown.show(page, banner))


def searches(banner: Banner) -> Iterator[SiteFile]:
    """Yield what the finder answers where no script runs."""
    renderer = NetworkRenderer(banner)
    for name, answer in SEARCHES.items():
        yield page_file(f"api/find-{name}", renderer.answer_page(answer, typed=answer.place if answer else "Lens"))
