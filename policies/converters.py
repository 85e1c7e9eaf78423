"""The field's keys in addresses: a document's slug, a clause's eid, a calendar year."""


class SlugConverter:
    """qzbf/2022/29, qzl/3, n/2022-04-11/1: two to four steps, so that a page below a document is not taken for one."""

    regex = "[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*){1,3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EidConverter:
    """enc_1__art_7-1, main__sec_2__p_3a; art_7~2 where print gives a number twice."""

    regex = "[A-Za-z0-9_~-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
