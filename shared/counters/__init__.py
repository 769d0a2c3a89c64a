"""Counters: how many support, volunteer, sign and come, counted once each and shown on the pages."""
