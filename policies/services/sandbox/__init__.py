"""Runs what reads strangers' files in a process of its own: with limits, without network, and gone when its parent is."""
