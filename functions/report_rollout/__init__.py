"""Ends a rollout with its report."""
