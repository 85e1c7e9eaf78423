"""A page cannot pull in a file or reach a host, whatever stands in it."""

import pytest

from policies.typesetting.fetching import ForbiddenAddressError
from policies.typesetting.press import print_pdf

KEY = "0" * 64


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1:1/x.png">',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<style>@import "http://127.0.0.1:1/x.css";</style>',
        "<style>@font-face { font-family: x; src: url(file:///etc/hostname) } p { font-family: x }</style><p>字</p>",
        '<link rel="attachment" href="file:///etc/hostname">',
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">",
    ],
)
def test_every_address_is_refused(markup: str):
    with pytest.raises(ForbiddenAddressError):
        print_pdf(f"<html lang='zh-Hans'><head><title>甲</title></head><body>{markup}</body></html>", identifier=KEY)


def test_a_page_without_addresses_is_printed():
    assert print_pdf("<html lang='zh-Hans'><title>甲</title><p>正文", identifier=KEY).pages == 1
