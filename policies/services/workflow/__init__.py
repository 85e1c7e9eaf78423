"""A document's way over the desk: who may do what, the deeds that move it, and what still stands in its way."""
