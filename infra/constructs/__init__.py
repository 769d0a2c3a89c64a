"""What the stacks are put together from."""
