"""The stacks: data, sites, rollout, api, watch, and the directory of them all."""
