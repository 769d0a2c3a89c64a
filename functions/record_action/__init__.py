"""Records what visitors did, from the queue into the people table."""
