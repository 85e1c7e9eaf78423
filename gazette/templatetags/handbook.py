"""Help in place: `{% help "treatment" %}` sets a question mark that opens a topic of the handbook."""

from django import template

from gazette.views.desk.handbook import TOPICS

register = template.Library()


@register.inclusion_tag("gazette/desk/_help.html")
def help(name: str) -> dict[str, object]:
    return {"name": name, "topic": TOPICS[name]}
