"""Forms of the desk, by the rooms of its addresses."""
