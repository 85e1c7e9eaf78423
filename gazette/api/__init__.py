"""The REST API of the top floor: issues and the chronicle."""
