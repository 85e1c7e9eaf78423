"""Collation 校勘: a page of a source beside the records that were read from it."""
