"""An issue's way over the desk: who may do what, and the deeds that move it."""
