"""Takes what visitors send."""
