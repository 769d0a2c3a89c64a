"""Has nations published again whose electoral silence begins or ends."""
