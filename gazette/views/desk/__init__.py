"""The editors' desk: everything behind the login."""
