"""What `banneret doctor` looks at, on this machine and in the stage's cloud, each with its remedy."""
