"""Where a nation's site opens in a browser, and the network's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.sites.files import NETWORK

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.cloud import Cloud
    from infra.config import Domain
    from shared.kernel.stage import StageDirectory


def addresses(directory: StageDirectory, *, domain: Domain, cloud: Cloud) -> Callable[[str], str]:
    """Return what tells the address of a slug, or of NETWORK.

    The emulator reaches a distribution by its label below `cloudfront.localhost`,
    a name that every browser takes for this machine. A network without a
    certificate for its domain is reached under the distribution's own host.
    """
    if cloud.endpoint:
        label, port = directory.site_host.partition(".")[0], cloud.endpoint.rpartition(":")[2]
        return lambda slug: f"http://{label}.cloudfront.localhost:{port}/{slug}/"
    if domain.certificate:
        return lambda slug: f"https://{'' if slug == NETWORK else f'{slug}.'}{directory.network_domain}/"
    return lambda slug: f"https://{directory.site_host}/{slug}/"
