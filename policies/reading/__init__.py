"""Reading one document: printed lines to dataclasses, without Django, database or clock."""
