"""Deeds on issues: import, publish, withdraw. One function, one transaction each."""
