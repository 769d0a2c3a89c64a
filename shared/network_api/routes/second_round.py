"""Routes of the second round: what it would mean, and the end of the campaigns that do not go on."""

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.kernel.errors import Fault, InputError
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk
from shared.network_api.models.second_round import Closed, Closing, Going, Parted
from shared.network_api.responses import answering
from shared.sites.second_round import end_campaigns, second_round

router = APIGatewayHttpRouter()


@router.post(
    "/second-round/preview",
    summary="See who would not go on",
    operation_id="previewSecondRound",
    tags=["nations"],
    responses=answering(Parted),
)
def preview(order: Going, at: AtDesk) -> Parted:
    """Tell which running campaigns would end if these went on; nothing is changed."""
    parted = second_round(order.going, nations=at.nations)
    return Parted(going=[nation.slug for nation in parted.going], closing=[nation.slug for nation in parted.closing])


@router.post(
    "/second-round",
    summary="End the campaigns that do not go on",
    operation_id="endCampaigns",
    tags=["nations"],
    responses=answering(Closed),
)
def close(order: Closing, at: AtDesk, by: Caller) -> Closed:
    """End these campaigns with thanks; for two days each can be opened again. Given again, it goes on where it was."""
    slugs = list(dict.fromkeys(order.closing))
    if order.confirm != len(slugs):
        remedy = f"Confirm {len(slugs)} if all of them shall end"
        raise InputError([Fault(place="confirm", reason="it is not how many campaigns would end", remedy=remedy)])
    ended = end_campaigns(slugs, reason=order.reason, helm=at.helm(by))
    return Closed(closed=list(ended.closed), left=list(ended.left))
