"""The original URL of archived, cached and AMP pages, and its host."""

from __future__ import annotations

import pytest

from cleaner.match.original_url import host_of


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.co.uk/x",
        "http://EXAMPLE.co.uk:8080/x?y#z",
        "https://web.archive.org/web/20240101000000/https://www.example.co.uk/x",
        "https://web.archive.org/web/20240101000000id_/http://example.co.uk:80/x",
        "web.archive.org/web/2024/https://example.co.uk/x",
        "https://archive.ph/20240101000000/https://example.co.uk/x",
        "https://archive.today/2024.01.01-000000/https://example.co.uk/x",
        "https://www.google.com/amp/s/www.example.co.uk/x",
        "https://www.google.co.uk/amp/example.co.uk/x",
        "https://example-co-uk.cdn.ampproject.org/c/s/example.co.uk/x",
        "https://cdn.ampproject.org/c/s/www.example.co.uk/x",
        "https://webcache.googleusercontent.com/search?q=cache:abc-12:https://www.example.co.uk/x+&cd=1",
        "https://example.co.uk./x",
        "//example.co.uk/x",
        "www.example.co.uk/x",
        "example.co.uk",
    ],
)
def test_the_host_is_that_of_the_original_url(url: str) -> None:
    assert host_of(url) == "example.co.uk"


@pytest.mark.parametrize("url", ["", "x", "mailto:a@example.com", "https://[::1", "http://", "/only/a/path"])
def test_a_url_without_a_host_gives_none(url: str) -> None:
    assert host_of(url) == ""


def test_amp_writes_a_hyphen_of_a_host_as_two() -> None:
    assert host_of("https://www-my--paper-com.cdn.ampproject.org/c/s/x") == "my-paper.com"
