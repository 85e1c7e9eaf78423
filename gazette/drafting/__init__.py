"""What may be done with an issue on the desk, without rows."""
