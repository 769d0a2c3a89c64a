"""Plans an attempt of a rollout."""
