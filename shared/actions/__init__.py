"""What visitors do on a nation's site: taken at the door, recorded behind the queue."""
