"""The editors' tree: pure functions."""
