"""RH301: the helper that returns the task stands in another module."""
