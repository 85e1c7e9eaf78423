"""The REST API of the ground floor: documents, tables, appointments, organs, topics and the search."""
