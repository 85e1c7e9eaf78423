"""The first floor's records: printed tables typed as data."""

from projects.models.table import ProjectRow, ProjectTable

__all__ = ["ProjectRow", "ProjectTable"]
