"""Reading a whole gazette issue: one file's text to one `IssueRecord`."""
