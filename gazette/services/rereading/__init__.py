"""A newer reading against what stands: the difference, and what is decided about it."""
