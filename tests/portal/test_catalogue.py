"""Every word a person reads has its Swedish; nothing uncertain, nothing left over."""

import pytest

from portal import catalogue


@pytest.mark.parametrize("app", catalogue.APPS)
def test_the_swedish_catalogue_is_complete(app):
    assert [f"{fault.what}: {fault.message}" for fault in catalogue.faults(app)] == []


@pytest.mark.parametrize("app", catalogue.APPS)
def test_the_term_for_care_at_home_is_the_national_one(app):
    """003-18: the old word is only a search alias."""
    written = "".join(
        "".join(message.string) if isinstance(message.string, tuple) else message.string
        for message in catalogue.read(app)
        if message.id
    )
    assert "hemsjukvård" not in written.lower()


def test_one_word_has_one_swedish():
    """Django lets one app's Swedish win over another's for the same words: give those that differ a context."""
    said = {}
    for app in catalogue.APPS:
        for message in catalogue.read(app):
            if message.id:
                said.setdefault((message.context, message.id), set()).add(message.string)
    assert {words: swedish for words, swedish in said.items() if len(swedish) > 1} == {}
