"""Personal identity numbers: none slips through, and hardly anything else is taken for one."""

import random
from datetime import date, timedelta

import pytest

from portal.personal_numbers import holds_personal_number


def luhn(nine):
    doubled = [int(figure) * (2 - place % 2) for place, figure in enumerate(nine)]
    return (10 - sum(sum(divmod(number, 10)) for number in doubled) % 10) % 10


def invented(chance):
    """A number with the right form and check digit, of nobody in particular."""
    born = date(1925, 1, 1) + timedelta(days=chance.randrange(36_500))
    day = born.day + (60 if chance.random() < 0.3 else 0)
    short = f"{born:%y%m}{day:02}"
    last = f"{chance.randrange(1, 1000):03}"
    return f"{born:%Y}"[:2], short, f"{last}{luhn(short + last)}"


def ways(century, short, last):
    yield from (f"{short}{sign}{last}" for sign in ("", "-", "+", " ", " - ", "–", "\u2011"))
    yield from (f"{century}{short}{sign}{last}" for sign in ("", "-", " "))
    yield f"{century}{short[:2]}-{short[2:4]}-{short[4:]}-{last}"
    yield f"{century}{short[:2]} {short[2:4]} {short[4:]} {last}"
    yield "".join(chr(ord("０") + int(figure)) for figure in short + last)


def test_none_slips_through():
    chance = random.Random(7)
    for _ in range(500):
        parts = invented(chance)
        for written in ways(*parts):
            assert holds_personal_number(f"Det gäller {written}."), written
            assert holds_personal_number(f"({written}), 12 st"), written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 av 25 besvarade",
        "Ring 070-123 45 67 eller 036-32 50 00.",
        "Diarienummer RS 2026-1234",
        "Organisationsnummer 232100-0057",
        "GLN 7340012345678",
        "Mellan 2026-03-09 och 2026-10-15",
        "§ 4.2",
        "kl. 10.30 den 9 mars 2026",
        "12345678901234567890",
    ],
)
def test_ordinary_figures_pass(text):
    assert not holds_personal_number(text)


def test_telephone_and_organisation_numbers_are_hardly_ever_stopped():
    chance = random.Random(11)
    texts = []
    for _ in range(4000):
        figures = "".join(str(chance.randrange(10)) for _ in range(7))
        texts += [
            f"07{chance.randrange(10)}-{figures[:3]} {figures[3:5]} {figures[5:]}",
            f"07{chance.randrange(10)}{figures}",
        ]
        texts.append(f"{chance.randrange(20, 100)}{chance.randrange(20, 100)}{chance.randrange(100):02}-{figures[:4]}")
    stopped = sum(holds_personal_number(text) for text in texts)
    assert stopped / len(texts) < 0.01
