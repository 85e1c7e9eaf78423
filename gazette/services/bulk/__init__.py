"""批量办理: one deed over many documents: planned and shown first, then done one by one, each in its own transaction."""
