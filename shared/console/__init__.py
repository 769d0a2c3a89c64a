"""The control panel: what HQ and each nation's team see in a browser, and what they do there."""
