"""Deploying a stage's stacks with the CDK's own command line, into AWS or into the emulator."""
