"""Every key of the catalogue that pages about the kit make up."""

from __future__ import annotations

from shared.console.views import kit, updates
from shared.kits import dressing
from shared.kits.offers import Reason
from shared.kits.run import Standing
from shared.sites.blocks import Policy

FACTS = ("candidate", "email", "address", "host")
"""What `SiteMaker.missing_facts` may name."""

DEEDS = ("began", "published", "discarded", "went-back", "pushed", "stopped", "decided", "followed")

KIT_WORDS = {
    *(f"kit_is_{did}" for did in kit.DONE),
    *(f"updates_did_{did}" for did in updates.DONE),
    *(f"pushing_{standing}" for standing in Standing),
    *(f"offer_{rest}{reason}" for rest in ("", "accept_", "keep_") for reason in Reason),
    *(f"kit_make_{policy}" for policy in Policy),
    *(f"drift_fact_{fact}" for fact in FACTS),
    *(f"banner_{name}" for name in (*dressing.LINES, *dressing.COLOURS, *dressing.CHOICES, *dressing.WORDS)),
    *(f"banner_{name}_hint" for name in dressing.COLOURS),
    *(f"banner_{name}_{option}" for name, options in dressing.CHOICES.items() for option in options),
    *(f"deed_{deed}-kit" for deed in DEEDS),
    *("fault_banner_words", "fault_banner_palette", "kit_back_note", "try_overtaken"),
}
