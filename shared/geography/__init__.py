"""Where people and nations are: zones, the atlas of a network, and who a place leads to."""
