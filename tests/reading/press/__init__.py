"""A press for tests: invents gazette issues from a seed, prints them as several makers' text would come out, and labels them.

Content and layout vary apart, so that a reader's rule which knows one gazette's words or one maker's habits shows itself.
"""

from tests.reading.press.issues import invent_issue
from tests.reading.press.layouts import LAYOUTS, Printed, print_issue

__all__ = ["LAYOUTS", "Printed", "invent_issue", "print_issue"]
