"""Whom a deed concerns is told: on the page, and by a mail that is a row until the server has taken it."""
