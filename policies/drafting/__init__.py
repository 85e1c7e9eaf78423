"""The editors' tree of a document: what it is made of, how two saves are merged, how numbering follows. Pure functions."""
