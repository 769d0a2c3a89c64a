"""Notes nations that the state machine gave up."""
