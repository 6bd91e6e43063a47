"""A survey of LimeSurvey, read from its structure (.lss): what can be taken in, what becomes something else, what is left.

Nothing in the file is run or fetched: document.py takes its tables, relevance.py reads its conditions as small
expressions, texts.py makes plain text of its HTML. What comes out is what surveys.interchange reads, and a line for
each question that says what became of it.
"""

from surveys.lss.reading import Found, Line, read_lss

__all__ = ["Found", "Line", "read_lss"]
