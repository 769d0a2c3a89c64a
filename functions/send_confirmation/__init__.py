"""Writes to who must confirm an address or a consent."""
