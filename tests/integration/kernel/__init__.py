"""The kernel's adapters against an AWS in memory."""
