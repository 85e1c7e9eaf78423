"""What the desk does with what is public already: metadata, validity, corrections, withdrawal."""
