"""A person as an item of the people table.

Attributes (absent where there is nothing):

    pk S             NATION#<slug>, or UNASSIGNED#<0..15> for HQ's own list
    sk S             PERSON#<person id>
    name_key S       sort key of the index `by_name`: folded family name, given name, person id
    email S          lower case, domain in ASCII          phone S         E.164
    given_name S     family_name S     address S     postcode S     commune S (as the file spells it)
    birth_date S     ISO 8601          sex S         M, F or O      language S   ISO 639
    country S        ISO 3166, where it is not the network's own
    support_level N  1 to 5            volunteer BOOL
    assignee S       the member who looks after the person: a member id
    tags SS          local tags        geo_tags SS   shared geographic tags, `geo:<kind>:<code>`
    custom M         what else the file holds, by column name
    consents M       {email, mobile, phone: {given BOOL, by S, at S}}; `by` is `column <name>`, `statement <hash>`
                     or `ledger <entry id>`
    mailable BOOL    an e-mail address and a consent to e-mail that was not withdrawn
    source S         where the person came from: the file's source column, else the file's name
    revision N       counts writes: every write is conditional on it, but an import's into nations not yet open
    edited_fields SS fields that the nation itself wrote; `custom.<name>`, `custom` for all of those, `consents`
    deeds SS         what the person did on the site: `join`, `sign:<target>`
    deed_days SS     on which days, by the network's clock: `2027-05-11 sign:<target>`, each day of a deed once
    change_ids SS    the latest changes of many that made the person different
    confirmed_at S   when the person confirmed the address by the link in a mail
    aliases SS       the ids of whoever was merged into the person
    expires_at N     TTL, epoch seconds: while the address is unconfirmed, and after the campaign's end
    imported M       {rollout_id S, created N, merged N, unchanged N}: the rows of the last import that wrote it
    reason S, candidates SS, constituency S, commune_code S     on HQ's own list

Budget: 1 KB for a usual supporter, so one write unit, and one more for the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.people.consent import Consent
from shared.people.fields import CUSTOM, CUSTOM_PREFIX
from shared.people.person import ImportOutcome, Person
from shared.people.text import fold

if TYPE_CHECKING:
    from shared.people.person import PersonKey, Value

Attribute = Mapping[str, Any]
"""DynamoDB's JSON of one value: `{"S": …}`."""

Item = dict[str, Attribute]

PERSON_PREFIX = "PERSON#"
_KINDS = {str: "S", bool: "BOOL", int: "N", list: "SS"}
_NAME_CHARACTERS = 100
"""Of each name in `name_key`: an index key holds 1,024 bytes."""

_NOT_FIELDS = frozenset(
    {"pk", "sk", "name_key", CUSTOM, "consents", "mailable", "revision", "edited_fields", "imported"}
)


def to_key(key: PersonKey) -> Item:
    """Return the primary key of a person."""
    holder, person_id = key
    return {"pk": {"S": holder}, "sk": {"S": PERSON_PREFIX + person_id}}


def key_of(item: Mapping[str, Attribute]) -> PersonKey:
    """Return what a primary key, or an item, stands for."""
    return item["pk"]["S"], item["sk"]["S"].removeprefix(PERSON_PREFIX)


def to_item(person: Person) -> Item:
    """Return the item of a person."""
    item = to_key(person.key)
    custom: Item = {}
    for field, value in person.values.items():
        if value == []:
            continue
        kind = _KINDS[type(value)]
        attribute = {kind: value if kind != "N" else str(value)}
        if field.startswith(CUSTOM_PREFIX):
            custom[field.removeprefix(CUSTOM_PREFIX)] = attribute
        else:
            item[field] = attribute
    item["name_key"] = {"S": name_key(person)}
    item["mailable"] = {"BOOL": person.mailable}
    item["revision"] = {"N": str(person.revision)}
    if custom:
        item[CUSTOM] = {"M": custom}
    if person.consents:
        item["consents"] = {"M": {channel: _consent(word) for channel, word in person.consents.items()}}
    if person.edited_fields:
        item["edited_fields"] = {"SS": sorted(person.edited_fields)}
    if person.imported:
        item["imported"] = _imported(person.imported)
    return item


def name_key(person: Person) -> str:
    """Return the key that lists people by family name, then given name."""
    names = (fold(str(person.values.get(name, "")))[:_NAME_CHARACTERS] for name in ("family_name", "given_name"))
    return " ".join((*names, person.person_id))


def from_item(item: Mapping[str, Attribute]) -> Person:
    """Return the person of an item."""
    holder, person_id = key_of(item)
    values = {name: _value(attribute) for name, attribute in item.items() if name not in _NOT_FIELDS}
    for name, attribute in item.get(CUSTOM, {"M": {}})["M"].items():
        values[CUSTOM_PREFIX + name] = _value(attribute)
    consents = item.get("consents", {"M": {}})["M"]
    return Person(
        holder=holder,
        person_id=person_id,
        values=values,
        consents={channel: _word(attribute) for channel, attribute in consents.items()},
        revision=int(item["revision"]["N"]),
        edited_fields=frozenset(item.get("edited_fields", {"SS": ()})["SS"]),
        imported=_outcome(item["imported"]["M"]) if "imported" in item else None,
    )


def _value(attribute: Attribute) -> Value:
    ((kind, value),) = attribute.items()
    if kind == "N":
        return int(value)
    return sorted(value) if kind == "SS" else value


def _consent(word: Consent) -> Attribute:
    return {"M": {name: {"BOOL": value} if name == "given" else {"S": value} for name, value in word.items()}}


def _word(attribute: Attribute) -> Consent:
    parts = attribute["M"]
    word = Consent(given=parts["given"]["BOOL"], by=parts["by"]["S"])
    if "at" in parts:
        word["at"] = parts["at"]["S"]
    return word


def _imported(outcome: ImportOutcome) -> Attribute:
    counts = {name: {"N": str(getattr(outcome, name))} for name in ("created", "merged", "unchanged")}
    return {"M": {"rollout_id": {"S": outcome.rollout_id}, **counts}}


def _outcome(parts: Mapping[str, Attribute]) -> ImportOutcome:
    return ImportOutcome(
        rollout_id=parts["rollout_id"]["S"],
        created=int(parts["created"]["N"]),
        merged=int(parts["merged"]["N"]),
        unchanged=int(parts["unchanged"]["N"]),
    )
