"""The `banneret` command: thin, one module a command group; what it does is done by `shared` and by the CDK."""
