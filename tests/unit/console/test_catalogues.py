"""The console says the same in French and in English, and has a word for all that it shows."""

from __future__ import annotations

import re
import tomllib

import pytest

from shared.access.audit import Deed
from shared.access.role import RoleName
from shared.actions import walking_in
from shared.actions.adding import NOTED as ADDED_BY_HAND
from shared.actions.cancelling import CANCELLING
from shared.actions.checking_in import CHECKED_IN, CHECKED_OUT
from shared.actions.hearing import ERASED, WITHDREW
from shared.actions.keys import COUNTERS
from shared.actions.letting_go import LET_GO
from shared.actions.mergers import MERGED, PARTED
from shared.consent.ledger import State
from shared.consent.purposes import Purpose
from shared.console import block_form, event_form, facet_words
from shared.console.checklist import DAYS_BEFORE
from shared.console.comparing import COMPARED
from shared.console.errands import KINDS as ERRANDS
from shared.console.facts_form import GROUPS
from shared.console.figures import SHOWN
from shared.console.filters import HOWS
from shared.console.menu import HQ, NATION
from shared.console.nation_sheet import VERBS
from shared.console.profile import FIELDS, ORIGINS, UNKNOWN
from shared.console.rollout_board import TIMELINESS
from shared.console.views import event_door, events, person_edit, person_new, tags
from shared.console.views.figures import EXPORTED
from shared.console.views.imports import SAVED as SAVED_REJECTS
from shared.console.views.imports import TARGETS
from shared.console.words import LANGUAGES, Words, catalogue_of, language_of
from shared.counters.nation_table import COLUMNS
from shared.counters.network_figures import JOINED
from shared.elections.notices import Due
from shared.elections.overrides import OVERRODE
from shared.events.logged import ANNOUNCED, CALLED_OFF, CHANGED
from shared.geography.zone import ZoneKind
from shared.nations import hq_tags
from shared.nations.nation import NationStatus
from shared.people import tag_book
from shared.people.change import ChangeKind
from shared.people.duplicates import Likeness
from shared.people.editable import ASSIGNEE
from shared.people.editing import EDITED, TAKEN_BACK
from shared.people.imports.orders import CHECKED, LOADED
from shared.people.imports.record import ImportState
from shared.people.noting import CORRECTED, DELETED, FOLLOWED_UP, NOTED, REOPENED
from shared.people.segments.exporting import ASKED, TAKEN
from shared.people.segments.saved import CHANGED as CHANGED_SEGMENT
from shared.people.segments.saved import REMOVED, SAVED
from shared.people.undoing import UNDONE
from shared.rollouts.gate import Verdict
from shared.rollouts.leftovers import Leftover
from shared.rollouts.people_plan import BROUGHT_IN
from shared.rollouts.rollout import RolloutState
from shared.sites.banner import TEMPLATES
from shared.sites.lifecycle import SteeringDeed
from shared.sites.publication import PUBLISHED, WENT_BACK
from tests.unit.console.kit_words import KIT_WORDS

CATALOGUES = {language: catalogue_of(language, TEMPLATES) for language in LANGUAGES}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SAID = re.compile(r"""say\("([a-z_]+)"[,)]""")
TOLD = ("missing", "stale", "failed", "closed", "factor", "link", "refused", "busy", "away")
FAULTS = re.compile(r'"(fault_[a-z]+)"')
EVENT_FAULTS = ("timezone", "override", "silent", "again", "changed")
NAMED = {
    *KIT_WORDS,
    *(f"role_{role}" for role in RoleName),
    *(f"state_{state}" for state in (*RolloutState, *NationStatus)),
    *(f"task_{key}" for key in DAYS_BEFORE),
    *(f"waits_{kind}{rest}" for kind in ERRANDS for rest in ("", "_one")),
    *(f"figure_{name}" for name in (*SHOWN, JOINED)),
    *(f"nations_{column}" for column in COLUMNS),
    f"deed_{EXPORTED}",
    f"deed_{OVERRODE}",
    *(f"field_{name}" for name in FIELDS),
    *(f"deed_{deed}" for deed in Deed),
    *(f"deed_{deed}" for deed in SteeringDeed),
    *(f"life_told_{status}" for status in ("suspended", "closed", "archived", "leaving")),
    *(f"life_{verb}{rest}" for verb in VERBS for rest in ("", "_hint") if verb + rest != "keep_hint"),
    *(
        "fault_days",
        "fault_reason",
        "fault_called",
        "fault_going",
        "fault_unknown",
        "fault_lookreason",
        "fault_lookhours",
    ),
    *(f"channel_{channel}" for channel in ("email", "mobile", "phone")),
    *(f"problem_{told}{rest}" for told in TOLD for rest in ("", "_remedy")),
    *(f"event_is_{done}" for done in events.DONE),
    *(f"event_field_{name}" for name in event_form.TYPED),
    *(f"event_fault_{fault}" for fault in (*event_form.TYPED, *EVENT_FAULTS)),
    *(f"deed_{deed}" for deed in (ANNOUNCED, CHANGED, CALLED_OFF, CHECKED_IN, CHECKED_OUT)),
    *(f"tag_is_{done}" for done in tags.DONE),
    *(f"deed_{deed}" for deed in (tag_book.MADE, tag_book.DESCRIBED, tag_book.RETIRED, tag_book.RETURNED)),
    *(f"deed_{deed}" for deed in (hq_tags.MADE, hq_tags.DESCRIBED, hq_tags.RETIRED, hq_tags.RETURNED)),
    *("fault_tag_tag", "fault_tag_about"),
    *(f"door_{done}" for done in event_door.DONE),
    *(f"door_fault_{name}" for name in walking_in.ASKED),
    *(word for word, _, _ in (*HQ, *NATION)),
    *("fault_email", "fault_name", "fault_until", "fault_waiting"),
    *(f"language_{language}" for language in LANGUAGES),
    f"deed_{BROUGHT_IN}",
    *(f"deed_{deed}-rollout" for deed in ("started", "approved", "aborted", "resumed", "retried")),
    *(f"{what}{kind}" for kind in Leftover for what in ("deed_saved-", "save_")),
    *(f"timely_{how}" for how in TIMELINESS.values()),
    *(f"verdict_{verdict}" for verdict in Verdict),
    *(f"field_{name}" for name in (*person_edit.FORM, *person_new.FORM, ASSIGNEE)),
    *(f"origin_{name}" for name in (*ORIGINS, UNKNOWN)),
    *(f"did_{action}" for action in (*COUNTERS, CANCELLING)),
    *(f"agreed_{state}" for state in State),
    *(f"purpose_{purpose}" for purpose in Purpose),
    *(f"level_{level}" for level in range(1, 6)),
    *(f"column_{target}" for target in TARGETS),
    *(f"import_{state}" for state in ImportState),
    *(f"deed_{deed}" for deed in (CHECKED, LOADED, SAVED_REJECTS)),
    *(f"field_{name}" for name in COMPARED),
    *(f"likeness_{likeness}" for likeness in Likeness),
    *(f"fault_{why}" for why in ("same", "unconfirmed", "too-much")),
    *(f"deed_{deed}" for deed in (MERGED, PARTED)),
    *(f"deed_{deed}" for deed in (WITHDREW, ERASED, LET_GO)),
    *(f"deed_{deed}" for deed in (EDITED, TAKEN_BACK, NOTED, FOLLOWED_UP, REOPENED, CORRECTED, DELETED)),
    *(f"deed_{deed}" for deed in (*ChangeKind, UNDONE, ADDED_BY_HAND)),
    *("note_done", "note_again", "fault_due", "fault_note"),
    *block_form.words(),
    *(f"deed_{deed}" for deed in (SAVED, CHANGED_SEGMENT, REMOVED, ASKED, TAKEN)),
    *(f"facet_{facet.replace(':', '_')}" for facet in facet_words.PLAIN),
    *(f"facets_{kind}" for kind in facet_words.KINDS),
    *(f"did_{deed}" for deed in facet_words.DOINGS),
    *(f"period_{word}" for word in (*HOWS, "since", "until", "between", "last", "today")),
    *("facet_named", "facet_zone", "facet_target"),
    *(f"zone_{kind}" for kind in ZoneKind),
    *(f"{row}_{how}" for how in HOWS for row in ("how", "row")),
    *(f"site_by_{due.name.lower()}" for due in Due),
    *(f"public_{word}" for word in ("public", "underway", "held", "closed", "back")),
    *("try_unfit", "deed_began-draft", "deed_published-page", "deed_discarded-draft", "compare_new"),
    *("compare_gone", "deed_brought-page-back", "deed_renewed-draft", "deed_edited-facts"),
    *(f"deed_{deed}" for deed in (PUBLISHED, WENT_BACK)),
    *(f"fact_{rest}{name}" for names in GROUPS.values() for name in names for rest in ("", "hint_", "fault_")),
    *("fact_language", "fact_hint_language", "fact_colour", "fact_hint_colour", "fault_portrait"),
    *(f"settings_{group}" for group in GROUPS),
    *("silence_site_waits", "silence_back_waits", "silence_at_once", "silence_kept", "event_waits"),
    *(f"missing_{name}" for name in ("candidate", "email", "address", "host")),
}


def said() -> set[str]:
    """Return the keys that templates and views name in full."""
    templates = (TEMPLATES / "console").rglob("*.j2")
    views = (TEMPLATES.parent / "shared" / "console" / "views").rglob("*.py")
    keys = {key for path in templates for key in SAID.findall(path.read_text("utf-8"))}
    return keys | {key for path in views for key in FAULTS.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_room_says_what_another_one_says_already(language: str) -> None:
    rooms = (TEMPLATES / "messages" / "console").glob(f"*.{language}.toml")
    keys = [key for room in rooms for key in tomllib.loads(room.read_text("utf-8"))]

    assert sorted(keys) == sorted(set(keys))


def test_both_catalogues_have_the_same_keys_and_the_same_facts_in_them() -> None:
    facts = [
        {key: sorted(PLACEHOLDER.findall(text)) for key, text in CATALOGUES[language].items()} for language in LANGUAGES
    ]

    assert facts[0] == facts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_all_that_is_shown_and_none_besides(language: str) -> None:
    wanted = NAMED | said() | {"operator"}

    assert wanted - CATALOGUES[language].keys() == set()
    assert CATALOGUES[language].keys() - wanted == set()


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert Words({}, language="fr").number(12_500) == "12\u202f500"
    assert Words({}, language="en").number(12_500) == "12,500"


@pytest.mark.parametrize(
    ("accepted", "language"), [("", "fr"), ("de", "fr"), ("en-GB,en;q=0.9", "en"), ("nl, fr-BE;q=0.8, en;q=0.5", "fr")]
)
def test_the_first_language_of_ours_that_a_browser_names_is_spoken(accepted: str, language: str) -> None:
    assert language_of(accepted) == language
