"""The content blocks that pages are made of: one frozen class a kind, no HTML and no template code in any.

Fields of text are plain; a field named `body` is Markdown. Both may hold the
placeholders of `shared.sites.placeholders`.
"""

from shared.sites.blocks.acting import Action, Donation, FormBlock, FormName, Letter, Survey, Ways
from shared.sites.blocks.block import Block, Policy
from shared.sites.blocks.kinds import KINDS, read_block, read_blocks, write_block
from shared.sites.blocks.parts import Figure, Item, Member, Question, QuestionKind, Way
from shared.sites.blocks.recorded import Contact, Counter, Events, Legal, Map, OneEvent, Privacy
from shared.sites.blocks.telling import Cards, Figures, Hero, Image, Quote, Steps, Team, Text

__all__ = [
    "KINDS",
    "Action",
    "Block",
    "Cards",
    "Contact",
    "Counter",
    "Donation",
    "Events",
    "Figure",
    "Figures",
    "FormBlock",
    "FormName",
    "Hero",
    "Image",
    "Item",
    "Legal",
    "Letter",
    "Map",
    "Member",
    "OneEvent",
    "Policy",
    "Privacy",
    "Question",
    "QuestionKind",
    "Quote",
    "Steps",
    "Survey",
    "Team",
    "Text",
    "Way",
    "Ways",
    "read_block",
    "read_blocks",
    "write_block",
]
