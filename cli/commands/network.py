"""`banneret network …`: the network's own site."""

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.wording import count
from shared.sites.files import NETWORK


def publish(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Publish the network's own site as its nations and events are now.

    It is published by itself every five minutes and at the end of a rollout; nothing is lost by not asking.
    """
    stage = here.open_stage(everywhere.stage)
    published = stage.publish_network(here.patience)
    address = stage.address_of(NETWORK)
    files = f"{count(published.written)} files written, {count(published.unchanged)} unchanged"
    return Answer(
        document={"written": published.written, "unchanged": published.unchanged, "address": address},
        lines=(f"network published: {files}", f"open      {address}"),
    )
