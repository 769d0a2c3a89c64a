"""What Banneret does, by feature: a line of code knows its room."""
