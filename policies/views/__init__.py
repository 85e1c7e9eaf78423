"""The public pages of documents, tables, organs, topics and search."""
