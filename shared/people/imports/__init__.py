"""A nation's own imports: a file that its team brings, checked first and then loaded by the engine of the rollout."""
