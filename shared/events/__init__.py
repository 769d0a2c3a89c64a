"""Events: where and when a nation meets its supporters."""
