"""Every page one can reach by clicking, one address for each kind of page."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

# Files and feeds are not pages; the way out ends the walk. A caught letter's personal link may have stopped working.
NOT_PAGES = re.compile(
    r"/(excel|csv|word|pdf|odt|ical|kalender\.ics|fil|koder|kodbok)/?$|/static/|^/konto/logga-ut/|^/svara/(avsnitt/)?[\w-]{43}/$|\.(ics|xlsx|csv|docx|odt|pdf|json)$"
)


LINK = re.compile(r'<a\s[^>]*?\bhref="([^"]*)"')


def kind_of(path: str) -> str:
    """The page without its numbers and parameters: one of each kind is enough."""
    return re.sub(r"\d+", "N", path.partition("?")[0])


def reachable_pages(page, address: str, starts: list[str], look=None, known=None) -> list[str]:
    """Paths of the pages linked from `starts` and onwards, as this person sees them; checks that each answers.

    `look`, a function of the path, is called while each page is open. Pages that are `known`, by a function of the
    path, are read for their links and not opened.
    """
    waiting, seen, found = list(starts), set(), []
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen or NOT_PAGES.search(path.partition("?")[0]):
            continue
        seen.add(kind_of(path))
        read_only = known is not None and known(path)
        answer = (page.request.get if read_only else page.goto)(f"{address}{path}")
        assert answer.status == 200, f"{path} answered {answer.status}"
        found.append(path)
        if look and not read_only:
            look(path)
        if read_only:
            links = map(unescape, LINK.findall(answer.text()))
        else:
            links = page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        for link in links:
            parts = urlsplit(urljoin(f"{address}{path}", link))
            if f"{parts.scheme}://{parts.netloc}" == address:
                waiting.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return found
