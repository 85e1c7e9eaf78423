"""Keeps the list of appendices in step with the appendix texts of a tree."""

from django.db.models import Max

from policies.drafting.tree import TextNode, Tree
from policies.models import Appendix, Text, Version
from policies.reading.records import TextRole


def fold_appendices(*, version: Version, before: Tree, after: Tree, texts: dict[str, Text]) -> None:
    """A new appendix text gets its line, a title that is changed changes there too, and a line goes with its text."""
    old = {one.key: one for one in before.texts if one.role is TextRole.APPENDIX}
    new = {one.key: one for one in after.texts if one.role is TextRole.APPENDIX}
    gone = [int(key[1:]) for key in old if key not in new]
    if gone:
        Appendix.objects.filter(version=version, part__in=gone).delete()
    for key, one in new.items():
        if key not in old:
            _add(version, one, texts[key])
        elif old[key].title != one.title:
            Appendix.objects.filter(part=texts[key], title=old[key].title).update(title=one.title)


def _add(version: Version, one: TextNode, part: Text) -> None:
    last = version.appendices.aggregate(last=Max("position"))["last"] or 0
    label = f"附件{one.number}" if one.number else "附件"
    Appendix.objects.create(
        version=version, position=last + 1, number=one.number, label=label, title=one.title, part=part
    )
