"""The network's names in Route 53, each leading to the distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from constructs import Construct

if TYPE_CHECKING:
    from aws_cdk import aws_cloudfront as cloudfront

    from infra.config import Domain, HostedZone


class SiteRecords(Construct):
    """Alias records of the domain and of every name below it; hosts that nations brought along are theirs to lead."""

    def __init__(
        self, scope: Construct, id_: str, *, domain: Domain, zone: HostedZone, distribution: cloudfront.IDistribution
    ) -> None:
        super().__init__(scope, id_)
        held = route53.HostedZone.from_hosted_zone_attributes(self, "Zone", hosted_zone_id=zone.id, zone_name=zone.name)
        target = route53.RecordTarget.from_alias(targets.CloudFrontTarget(distribution))
        for id_of, name in (("Network", domain.name), ("Nations", f"*.{domain.name}")):
            # IPv4 and IPv6: the distribution answers on both.
            route53.ARecord(self, f"{id_of}A", zone=held, record_name=f"{name}.", target=target)
            route53.AaaaRecord(self, f"{id_of}Aaaa", zone=held, record_name=f"{name}.", target=target)
