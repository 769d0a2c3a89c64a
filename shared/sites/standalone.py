"""A page as one file by itself, for whoever looks at it without the site around it."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.sites.files import SiteFile

STYLES_WITHIN = "data:"
"""The source of styles, as policies name it, of a page whose stylesheet is `sheet_within` it."""

ENCODING = '<meta charset="utf-8">'


def sheet_within(sheet: SiteFile) -> str:
    """Return an address of a stylesheet that says all of it: a page that loads it needs no file beside it."""
    return f"{STYLES_WITHIN}text/css;base64,{b64encode(sheet.body).decode()}"


def closed(html: str, *, styles: str) -> str:
    """Return a page that runs nothing, loads nothing and sends nothing wherever it is opened.

    The policy stands in the page itself, since a file has no headers; `styles` are the sources of styles that it lets
    in.
    """
    policy = f"default-src 'none'; style-src {styles}; form-action 'none'; base-uri 'none'"
    told = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    # Browsers look for the encoding in the first 1,024 bytes, which the hashes of a letter's styles would fill.
    return html.replace(f"{ENCODING}\n", "", 1).replace("<head>", f"<head>\n{ENCODING}\n{told}", 1)
