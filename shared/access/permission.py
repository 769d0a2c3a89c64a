"""What somebody may do, one thing each: the words that roles are made of and that every route asks for."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that may be done, in a nation or in the network as a whole."""

    READ_FIGURES = "read-figures"
    """Numbers only: counters, goals, how many people there are."""
    READ_PEOPLE = "read-people"
    EDIT_PEOPLE = "edit-people"
    EXPORT_PEOPLE = "export-people"
    EDIT_PAGES = "edit-pages"
    """Drafts; nothing that the public sees."""
    PUBLISH = "publish"
    EDIT_EVENTS = "edit-events"
    EDIT_FACTS = "edit-facts"
    """The nation's settings: portrait, colour, legal facts, dates, goals."""
    MANAGE_TEAM = "manage-team"
    READ_LOG = "read-log"

    READ_NATIONS = "read-nations"
    """The table of nations and the board of rollouts."""
    RUN_ROLLOUTS = "run-rollouts"
    EDIT_KIT = "edit-kit"
    RUN_NATIONS = "run-nations"
    """Suspend, resume, replace the candidate, archive, remove."""
    LOOK_INSIDE = "look-inside"
    """Open a nation's people for some hours, with a reason that the nation reads (break-glass)."""
    INVITE_HQ = "invite-hq"
