"""The route that puts another candidate in the place of one who leaves."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.access.invitation import Invitation
from shared.access.replacing import Replacing, Successor, replace_candidate, standing_succession
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.candidate import Invited, Succeeded, Succession
from shared.network_api.responses import answering
from shared.network_api.routes.nations import Slug
from shared.sites.facts import language_of

router = APIGatewayHttpRouter()


@router.post(
    "/nations/<slug>/candidate",
    summary="Replace a nation's candidate",
    operation_id="replaceCandidate",
    tags=["nations"],
    responses=answering(Succeeded, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def replace(slug: Slug, order: Succession, at: AtDesk, by: Caller) -> Succeeded:
    """Have a nation led by somebody else, who is invited by mail; the same again changes nothing and mails nobody."""
    successor = Successor(
        name=order.name,
        email=order.email,
        address=order.address,
        called=order.called,
        language=language_of(at.nations.get(slug).seed.facts, at.kits.current().content.banner.language),
        keeps_team=not order.dismiss_team,
    )
    task = Replacing(by=None, members=at.members, helm=at.helm(by), keys=at.keys)
    standing = standing_succession(slug, successor, task)
    if standing is not None:
        return _told(slug, standing.invitation, at)
    invitation, _ = replace_candidate(slug, successor, task)
    return _told(slug, invitation, at)


def _told(slug: str, invitation: Invitation | None, at: Desk) -> Succeeded:
    seed, invited = at.nations.get(slug).seed, _invited(invitation) if invitation else None
    return Succeeded(nation=slug, candidate=seed.candidate, email=seed.email, name=seed.name, invited=invited)


def _invited(invitation: Invitation) -> Invited:
    # The table knows seconds: what is told when it was made and when it is asked for again is the same.
    return Invited(invitation=invitation.id, expires_at=invitation.expires_at.replace(microsecond=0))
