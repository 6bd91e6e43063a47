"""How long lists are cut: page numbers, and what the links keep."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def pagination(rows, page, address="/utskick/?lage=sent"):
    context = Context({"page": Paginator(range(rows), 10).get_page(page), "request": RequestFactory().get(address)})
    return Template('{% include "components/pagination.html" %}').render(context)


@pytest.mark.parametrize(
    ("rows", "page", "shown"),
    [
        (9, 1, []),
        (40, 1, ["1", "2", "3", "4"]),
        (200, 1, ["1", "2", "…", "20"]),
        (200, 10, ["1", "…", "9", "10", "11", "…", "20"]),
    ],
)
def test_numbers_with_an_ellipsis_where_some_are_left_out(rows, page, shown):
    html = pagination(rows, page)
    links = [part.split("</")[0].split(">")[-1] for part in html.split('class="page-link"')[1:]]
    assert [text for text in links if text not in ("Föregående", "Nästa")] == shown


def test_links_keep_the_filter_and_say_where_one_is():
    html = pagination(200, 10)
    assert 'href="?lage=sent&amp;sida=9"' in html
    assert html.count('aria-current="page"') == 1


def test_at_either_end_there_is_nowhere_further_to_go():
    assert 'rel="prev"' not in pagination(40, 1)
    assert 'rel="next"' not in pagination(40, 4)
