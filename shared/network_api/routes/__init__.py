"""What each route does: one module a resource, or a kind of work on one."""
