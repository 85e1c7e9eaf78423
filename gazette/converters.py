"""Keys of gazettes, years and issues in addresses."""


class CodeConverter:
    """A gazette's code; it never looks like a year."""

    regex = "[a-z][a-z0-9-]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class IssueKeyConverter:
    """An issue within its year: 4, or s1 for a supplement."""

    regex = "s?[0-9]{1,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str | int) -> str:
        return str(value)


class YearConverter:
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"
