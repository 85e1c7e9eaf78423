"""Turns pictures of pages into sheets and sources by recognition of their characters."""

from policies.reading.sources.scan.recognition import recognised_sheet, recogniser_at_hand

__all__ = ["recognised_sheet", "recogniser_at_hand"]
