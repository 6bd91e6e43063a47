"""Pandoc in its sandbox: a document to its syntax tree, and a tree to a document. Plain Python: no Django."""

import json
import subprocess
import tempfile

from portal.packed import Refused

SECONDS = 20
WRAPPED = ("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps")


class NotThere(Exception):  # noqa: N818  read where it is caught
    """Pandoc does not start on this machine."""


def tree_of(data: bytes, kind: str) -> dict:
    """The syntax tree of a .docx or .odt. Refused("bomb") when it takes too long, ("damaged") when it is no document."""
    output = _run(data, "--from", kind, "--to", "json")
    try:
        return json.loads(output)
    except (ValueError, RecursionError):
        raise Refused("damaged") from None


def written(blocks: list, *, to: str = "docx") -> bytes:
    """A document of pandoc's blocks."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    return _run(json.dumps(tree).encode(), "--from", "json", "--to", to, "--output", "-")


def converted(data: bytes, source: str, to: str, *, metadata: dict[str, str], reference: bytes | None = None) -> bytes:
    """A document of another kind, with its title and language, and the styles of a reference document."""
    said = [word for key, value in metadata.items() for word in ("--metadata", f"{key}={value}")]
    if reference is None:
        return _run(data, "--from", source, "--to", to, *said, "--output", "-")
    with tempfile.NamedTemporaryFile(suffix=f".{to}") as file:
        file.write(reference)
        file.flush()
        return _run(data, "--from", source, "--to", to, *said, f"--reference-doc={file.name}", "--output", "-")


def _run(data, *arguments):
    import pypandoc

    try:
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), "--sandbox", *arguments, "+RTS", "-M1g", "-RTS"],
            input=data, capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused("bomb") from None
    except OSError:
        raise NotThere from None
    if done.returncode:
        raise Refused("damaged")
    return done.stdout


def inline_text(nodes, *, line_break=" ") -> str:
    """The words of a run of inlines; notes and pictures are left out."""
    parts = []
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind == "LineBreak":
            parts.append(line_break)
        elif kind in ("Space", "SoftBreak"):
            parts.append(" ")
        elif kind in WRAPPED:
            parts.append(inline_text(content, line_break=line_break))
        elif kind == "Quoted":
            parts.append(f'"{inline_text(content[1], line_break=line_break)}"')
        elif kind in ("Link", "Span", "Cite"):
            parts.append(inline_text(content[1], line_break=line_break))
        elif kind in ("Code", "Math"):
            parts.append(content[1])
    return "".join(parts)
