"""What stands in the tables of an .lss file, question by question: the same whether the texts have tables of their own or not."""

from dataclasses import dataclass, field

from surveys.lss.texts import plain

DEFAULT_ORDER = 10_000


@dataclass(frozen=True)
class Part:
    """A subquestion, or an answer to choose: its code, which of two scales it is on, and its text by language."""

    code: str
    scale: str
    texts: dict[str, str]
    qid: str = ""


@dataclass
class Source:
    """One question as LimeSurvey has it."""

    qid: str
    address: str  # the old name of its answer: 12345X6X78
    code: str
    type: str
    theme: str
    mandatory: str
    has_other: bool
    relevance: str
    texts: dict[str, str]
    help: dict[str, str]
    group: str
    parts: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    attributes: dict = field(default_factory=dict)  # (name, language) to value

    def attribute(self, name, language="") -> str:
        return self.attributes.get((name, language)) or self.attributes.get((name, "")) or ""


@dataclass(frozen=True)
class Group:
    gid: str
    names: dict[str, str]
    descriptions: dict[str, str]
    relevance: str


class Survey:
    """The whole survey: languages, titles, groups in order and their questions in order."""

    def __init__(self, found):
        self.found, self.plain = found, found[""][0]
        head = found["surveys"][0]
        self.base = head.get("language", "").strip() or "en"
        self.languages = [self.base, *(one for one in head.get("additional_languages", "").split() if one != self.base)]
        settings = found.get("surveys_languagesettings", [])
        self.settings = {row.get("surveyls_language", ""): row for row in settings}
        self.groups = self._groups()
        self.conditions = {}
        for row in found.get("conditions", []):
            self.conditions.setdefault(row.get("qid"), []).append(row)
        self.sources = self._sources()

    def head(self, name) -> dict[str, str]:
        """One of the survey's own texts by language."""
        return {code: row.get(f"surveyls_{name}", "") for code, row in self.settings.items()}

    def _groups(self):
        """In order; of a group that stands once for each language, the first."""
        named = _by(self.found.get("group_l10ns") or self.found.get("groups", []), "gid")
        rows = {row.get("gid"): row for row in reversed(self.found.get("groups", []))}
        ordered = sorted(rows.values(), key=lambda row: (_number(row.get("group_order")), _number(row.get("gid"))))
        return [
            Group(
                row.get("gid"),
                {one.get("language", ""): one.get("group_name", "") for one in named.get(row.get("gid"), [])},
                {one.get("language", ""): one.get("description", "") for one in named.get(row.get("gid"), [])},
                row.get("grelevance", ""),
            )
            for row in ordered
        ]

    def _sources(self):
        texts = _by(
            self.found.get("question_l10ns") or [*self.found["questions"], *self.found.get("subquestions", [])],
            "qid",
        )
        attributes = {}
        for row in self.found.get("question_attributes", []):
            key = (row.get("attribute", ""), row.get("language", ""))
            attributes.setdefault(row.get("qid"), {})[key] = row.get("value", "")
        rows = {row["qid"]: row for row in reversed(self.found["questions"])}
        place = {group.gid: number for number, group in enumerate(self.groups)}
        made = {}
        for row in sorted(
            (one for one in rows.values() if one.get("parent_qid", "0") in ("", "0")),
            key=lambda one: (
                place.get(one.get("gid"), DEFAULT_ORDER),
                _number(one.get("question_order")),
                _number(one["qid"]),
            ),
        ):
            said = texts.get(row["qid"], [])
            made[row["qid"]] = Source(
                qid=row["qid"],
                address=f"{row.get('sid', '')}X{row.get('gid', '')}X{row['qid']}",
                code=row.get("title", ""),
                type=row.get("type", ""),
                theme=row.get("question_theme_name", ""),
                mandatory=row.get("mandatory", ""),
                has_other=row.get("other") == "Y",
                relevance=row.get("relevance", ""),
                texts={one.get("language", ""): one.get("question", "") for one in said},
                help={one.get("language", ""): one.get("help", "") for one in said},
                group=row.get("gid", ""),
                attributes=attributes.get(row["qid"], {}),
            )
        self._add_parts(made, texts, rows)
        self._add_answers(made)
        return list(made.values())

    def _add_parts(self, made, texts, rows):
        parts = {row.get("qid"): row for row in reversed(self.found.get("subquestions", []))}
        parts |= {qid: row for qid, row in rows.items() if row.get("parent_qid", "0") not in ("", "0")}
        for row in sorted(
            parts.values(), key=lambda one: (_number(one.get("question_order")), _number(one.get("qid")))
        ):
            if source := made.get(row.get("parent_qid")):
                said = {one.get("language", ""): one.get("question", "") for one in texts.get(row.get("qid"), [])}
                source.parts.append(Part(row.get("title", ""), row.get("scale_id") or "0", said, row.get("qid", "")))

    def _add_answers(self, made):
        own = _by(self.found.get("answer_l10ns", []), "aid")
        found = {}
        for row in sorted(self.found.get("answers", []), key=lambda one: _number(one.get("sortorder"))):
            key = (row.get("qid"), row.get("scale_id") or "0", row.get("code", ""))
            said = own.get(row.get("aid"), []) if own else [row]
            found.setdefault(key, {}).update({one.get("language", ""): one.get("answer", "") for one in said})
        for (qid, scale, code), said in found.items():
            if qid in made:
                made[qid].answers.append(Part(code, scale, said))


def said_in(texts: dict, language: str, base: str) -> str:
    """Of texts by language the one wanted, as plain text; in the base language where there is none."""
    return plain(texts.get(language) or "") or plain(texts.get(base) or "") or plain(next(iter(texts.values()), ""))


def _by(rows, name):
    found = {}
    for row in rows:
        found.setdefault(row.get(name), []).append(row)
    return found


def _number(text) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else DEFAULT_ORDER
