"""What each page shows and each form does: one module a feature."""
