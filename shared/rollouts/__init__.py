"""A rollout: one run that brings a roster's nations into being, in waves."""
