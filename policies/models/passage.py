"""What search indexes: runs of provisions as passages, and for each a narrow row of words and bigrams.

The text stands apart from its index, so that a scan of the index never drags the text along; the words of a whole document stand apart again, so
that "documents that hold all these words" is one look-up however many passages each has.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class PassageKind(models.TextChoices):
    TITLE = "title", "标题"
    TEXT = "text", "正文"
    TABLE = "table", "表"


class Passage(models.Model):
    """Consecutive provisions of one text under one heading, or rows of one table. `pieces` is a list of [eid, start, end] in `text`."""

    version = models.ForeignKey("policies.Version", on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=PassageKind.choices, default=PassageKind.TEXT)
    heading = models.TextField(blank=True)  # the headings above, outermost first, joined by " › "
    text = models.TextField()
    pieces = models.JSONField(default=list)

    class Meta:
        ordering = ("version", "position")
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="passage_position_once")]

    def __str__(self) -> str:
        return self.text[:40]


class PassageIndex(models.Model):
    """The words of a passage, and its overlapping bigrams, which find any fragment whatever its words."""

    passage = models.OneToOneField(Passage, primary_key=True, on_delete=models.CASCADE, related_name="index")
    document = models.ForeignKey("policies.PolicyDocument", on_delete=models.CASCADE, related_name="passage_index")
    words = SearchVectorField()
    grams = SearchVectorField()

    class Meta:
        indexes = [GinIndex("words", name="passage_words"), GinIndex("grams", name="passage_grams")]

    def __str__(self) -> str:
        return str(self.passage_id)


class DocumentIndex(models.Model):
    """All words of a document's present wording, its title and its numbers."""

    document = models.OneToOneField(
        "policies.PolicyDocument", primary_key=True, on_delete=models.CASCADE, related_name="index"
    )
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex("words", name="document_words")]

    def __str__(self) -> str:
        return str(self.document_id)
