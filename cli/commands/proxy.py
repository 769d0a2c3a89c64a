"""`banneret proxy …`: who gives a proxy, who carries one, and who could vote for whom."""

from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.wording import table
from shared.actions.proxies import Match, match_proxies
from shared.actions.proxy_list import ProxyEntry, Role, proxies_of

SHOWN = ("given_name", "family_name", "email", "phone", "commune", "polling_place")


def list_proxies(slug: str, *, reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List who gives a proxy and who carries one, with how to reach them; confirmed addresses only.

    The nation's log tells that they were read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    tell_reading("proxy list", slug, reason=reason, stage=stage, here=here)
    entries = _entries(slug, stage)
    rows = [[entry.role.value, _rounds(entry.voter.rounds), *_shown(entry).values()] for entry in entries]
    lines = table(["role", "rounds", *SHOWN], rows) if rows else ("nobody gives or carries a proxy yet",)
    people = [{"role": entry.role.value, "rounds": sorted(entry.voter.rounds), **_shown(entry)} for entry in entries]
    return Answer(document={"nation": slug, "people": people}, lines=lines)


def match(slug: str, *, reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Propose a carrier for each giver: of the same commune first, then of the same constituency.

    Each carrier is proposed once a round: nobody may carry two proxies made out in France (code électoral, L. 73).
    The nation's log tells that they were read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    tell_reading("proxy match", slug, reason=reason, stage=stage, here=here)
    entries = _entries(slug, stage)
    said = {(entry.role, entry.voter.person_id): _shown(entry) for entry in entries}
    givers = [entry.voter for entry in entries if entry.role is Role.GIVES]
    matches = match_proxies(givers, [entry.voter for entry in entries if entry.role is Role.CARRIES])
    pairs = [_pair(each, said) for each in matches]
    served = {(each.giver.person_id, round_) for each in matches for round_ in each.rounds}
    waiting = [
        {"rounds": left, **said[Role.GIVES, giver.person_id]}
        for giver in givers
        if (left := sorted(round_ for round_ in giver.rounds if (giver.person_id, round_) not in served))
    ]
    rows = [
        [each["giver"]["email"], each["carrier"]["email"], ", ".join(each["rounds"]), each["why"]] for each in pairs
    ]
    lines = (
        *(table(["giver", "carrier", "rounds", "why"], rows) if rows else ()),
        f"{len(pairs)} matches, {len(waiting)} givers still wait",
    )
    return Answer(document={"nation": slug, "matches": pairs, "waiting": waiting}, lines=lines)


def _entries(slug: str, stage: Stage) -> tuple[ProxyEntry, ...]:
    return proxies_of(stage.nations.get(slug).seed, people=stage.people)


def _shown(entry: ProxyEntry) -> dict[str, str]:
    return {name: entry.said.get(name, "") for name in SHOWN}


def _pair(match: Match, said: dict[tuple[Role, str], dict[str, str]]) -> dict[str, Any]:
    return {
        "giver": said[Role.GIVES, match.giver.person_id],
        "carrier": said[Role.CARRIES, match.carrier.person_id],
        "rounds": sorted(match.rounds),
        "why": match.closeness.value,
    }


def _rounds(rounds: frozenset[Any]) -> str:
    return ", ".join(sorted(rounds))
