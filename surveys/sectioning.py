"""Which questions stand on one page, and what a condition may look back at."""

from surveys import conditions


def section_numbers(questions) -> list[int]:
    """The number of the page each question stands on: those about one clause, or with one heading, in a row."""
    numbers, number, last = [], 0, object()
    for question in questions:
        mark = (question.provision_id, heading_of(question) if question.provision_id is None else "")
        if mark != last:
            number, last = number + 1, mark
        numbers.append(number)
    return numbers


def heading_of(question) -> str:
    """As it was written: pages are the same in every language (surveys.languages)."""
    return getattr(question, "heading_as_written", question.section)


def broken_conditions(questions) -> list:
    """The questions whose condition looks at something that is not asked on an earlier page."""
    numbers = section_numbers(questions)
    page_of = {question.identity: number for question, number in zip(questions, numbers, strict=True)}
    return [
        question
        for question, number in zip(questions, numbers, strict=True)
        if question.shown_if
        and any(page_of.get(identity, number) >= number for identity in conditions.read(question.shown_if).identities)
    ]
