"""documents/ and documents/{slug}/."""
