"""Read the text of a Mermaid ``journey`` diagram, the way Mermaid 11 reads it.

`parse` gives back what Mermaid's own parser would hold, odd cases included, and refuses what
Mermaid refuses. Turning that into a map is somebody else's work.

Two steps, as in Mermaid: the text is cleaned (line ends, front matter, directives, comments,
entities), then cut into words of a small grammar. Every step is linear in the length of the text.

Known differences, all on purpose: markup in ``title``, ``accTitle`` and ``accDescr`` stays as it
was written (Mermaid passes these three through an HTML sanitizer, which only matters when they
hold a ``<``), and the YAML of a front matter is handed back unread.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NoReturn

# What `\s` and a line end mean to JavaScript; Python's own classes differ in a few characters.
_SPACES = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES += "\u2028\u2029\u202f\u205f\u3000\ufeff"
_WS = f"[{_SPACES}]"
_LINE_ENDS = "\n\u2028\u2029"

_TAG = re.compile(r"<\w++[^>]*+>", re.ASCII)
_QUOTED = re.compile(r'="([^"]*+)"')
_FRONT_OPEN = re.compile(rf"((?!\n){_WS})*+---(?P<run>{_WS}*+)")
_FENCE_END = re.compile(f"{_WS}*\n")
_DIRECTIVE = re.compile(
    rf"%%\{{{_WS}*+(?:\w++{_WS}*+:|\w++){_WS}*+"
    rf"(?:\w++|(?:[^}}\u2028\u2029]++|\}}(?!%%))*+){_WS}*+(?:\}}%%)?",
    re.ASCII,
)
_COMMENT = re.compile(rf"(?<![^{_SPACES}])%%(?=[^{{\n])")
_REMARK = re.compile(f"%%[^{_LINE_ENDS}]*+")
_C4 = re.compile("C4(?:Container|Component|Dynamic|Deployment)")
_LINE = re.compile(f"[^{_LINE_ENDS}]++")
_COLON_TO_HASH = re.compile(f":[^:#{_SPACES}]*+#")
_ENTITY = r"\#\w++;"
_ENTITY_NAME = re.compile(r"#(\w++);", re.ASCII)
_ENCODED = re.compile(r"ﬂ°(°?)(\w{1,32})¶ß", re.ASCII)

# The first alternative that fits wins; what has no name is skipped.
_TOKEN = re.compile(
    rf"""
      %(?!\{{)[^\n]*+ | [^}}\U00010000-\U0010ffff]%%[^\n]*+
    | (?P<newline>\n++)
    | {_WS}++ | \#(?!\w++;)[^\n]*+
    | (?P<journey>journey\b)
    | (?P<title>title{_WS}(?:[^\#\n;]++|{_ENTITY})++)
    | (?P<acc_title>accTitle{_WS}*+:{_WS}*+)
    | (?P<acc_descr>accDescr{_WS}*+:{_WS}*+)
    | (?P<acc_block>accDescr{_WS}*+\{{{_WS}*+)
    | (?P<section>section{_WS}(?:[^\#:\n;]++|{_ENTITY})++)
    | (?P<name>(?:[^\#:\n;]++|{_ENTITY})++)
    | (?P<data>:(?:[^\#\n;]++|{_ENTITY})++)
    | (?P<colon>:)
    | (?P<invalid>;)
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"[+-]?(?:Infinity|(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)", re.ASCII)
_RADIX = re.compile(r"0(?:[xX][0-9a-fA-F]++|[oO][0-7]++|[bB][01]++)")

_TASK_HINT = 'write a task as "name: score: actor, actor", for example "Pay: 3: Customer"'


@dataclass(frozen=True, slots=True)
class MermaidTask:
    """One task of a diagram; `score` is None where Mermaid reads no number (NaN)."""

    section: str
    people: tuple[str, ...]
    task: str
    score: float | int | None
    raw_score: str
    line: int


@dataclass(frozen=True, slots=True)
class MermaidJourney:
    """A whole diagram, with the values that Mermaid's parser would hold.

    `actors` are sorted as Mermaid sorts them; `frontmatter` is the YAML before the diagram, unread.
    """

    title: str = ""
    acc_title: str = ""
    acc_descr: str = ""
    sections: tuple[str, ...] = ()
    tasks: tuple[MermaidTask, ...] = ()
    actors: tuple[str, ...] = ()
    frontmatter: str = ""


class MermaidSyntaxError(ValueError):
    """A text that Mermaid does not read as a journey diagram.

    Parameters
    ----------
    line, column
        Where the trouble starts in the text as given, both from 1.
    found, hint
        What stands there, and what to do about it.
    """

    def __init__(self, line: int, column: int, found: str, hint: str) -> None:
        super().__init__(line, column, found, hint)
        self.line = line
        self.column = column
        self.found = found
        self.hint = hint

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: cannot read {self.found}: {self.hint}"


def parse(text: str) -> MermaidJourney:
    """Read a Mermaid journey diagram.

    Parameters
    ----------
    text
        The diagram, with or without front matter, without a Markdown code fence.

    Returns
    -------
    MermaidJourney
        Title, sections, tasks and actors exactly as Mermaid 11 reads them. Entities such as
        ``#35;`` come in Mermaid's inner form; `decode_entities` turns them into characters.

    Raises
    ------
    MermaidSyntaxError
        Where Mermaid would refuse the text.
    """
    # Neither step moves a character to another line or, line ends aside, to another column.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    last = text.rfind(">") + 1
    text = _TAG.sub(lambda tag: _QUOTED.sub(r"='\1'", tag[0]), text[:last]) + text[last:]
    source = _Source(text)
    frontmatter = _take_frontmatter(source)
    source.cut([found.span() for found in _DIRECTIVE.finditer(source.text)])
    source.cut(_comments(source.text))
    source.cut([(0, len(source.text) - len(source.text.lstrip(_SPACES)))])
    _check_kind(source)
    for keyword in ("style", "classDef"):
        source.cut(_style_semicolons(source.text, keyword))
    source.text += "\n"
    return _Reader(source, frontmatter).read()


def decode_entities(text: str) -> str:
    """Turn the entities of a parsed text into the characters that Mermaid draws.

    Parameters
    ----------
    text
        A title, section, task or actor of a `MermaidJourney`.

    Returns
    -------
    str
        The text with ``#35;`` as ``#``, ``#amp;`` as ``&`` and so on; an unknown name gives
        ``&name;``, which is what Mermaid draws.
    """
    return _ENCODED.sub(
        lambda entity: html.unescape(f"&{'#' if entity[1] else ''}{entity[2]};"), text
    )


class _Source:
    """The text while it is cleaned, and where each of its characters stood at first."""

    def __init__(self, text: str) -> None:
        self.text = self._original = text
        self._stages: list[tuple[list[int], list[int]]] = []
        self._seen, self._line = 0, 1

    def cut(self, spans: list[tuple[int, int]]) -> None:
        """Take out spans, given in order as (start, end)."""
        new, old, kept = [0], [0], []
        length = at = 0
        for start, end in spans:
            kept.append(self.text[at:start])
            length += start - at
            at = end
            new.append(length)
            old.append(end)
        if spans:
            self.text = "".join(kept) + self.text[at:]
            self._stages.append((new, old))

    def locate(self, position: int) -> tuple[int, int]:
        """Line and column, from 1, of a position in the cleaned text; asked for in order."""
        for new, old in reversed(self._stages):
            index = bisect_right(new, position) - 1
            position += old[index] - new[index]
        position = min(position, len(self._original))
        self._line += self._original.count("\n", self._seen, position)
        self._seen = position
        return self._line, position - self._original.rfind("\n", 0, position)

    def fail(self, position: int, hint: str) -> NoReturn:
        """Raise the error for what stands at a position."""
        found = self.text[position : position + 40].partition("\n")[0].strip(_SPACES)
        shown = f'"{found}"' if found else "the end of the text"
        raise MermaidSyntaxError(*self.locate(position), shown, hint)


def _take_frontmatter(source: _Source) -> str:
    """Cut the block between two ``---`` off the start and return it without its indent."""
    text = source.text
    if not (opening := _FRONT_OPEN.match(text)):
        return ""
    start, end = opening.span("run")
    if (newline := text.rfind("\n", start, end)) < 0:
        return ""
    indent = text[: start - 3]
    fence = f"\n{indent}---"
    body, closing = newline + 1, _find_fence(text, fence, newline + 1, len(text))
    if closing is None:  # perhaps there are only blank lines between the fences
        body = text.rfind("\n", start, newline) + 1
        closing = _find_fence(text, fence, newline, newline + len(fence)) if body else None
    if closing is None:
        return ""
    lines = text[body : closing[0]].split("\n")
    source.cut([(0, closing[1])])
    return "\n".join(line.removeprefix(indent) for line in lines)


def _find_fence(text: str, fence: str, start: int, stop: int) -> tuple[int, int] | None:
    """Find a fence that ends its line: where it starts, and where the text goes on."""
    while (at := text.find(fence, start, stop)) >= 0:
        if end := _FENCE_END.match(text, at + len(fence)):
            return at, end.end()
        start = at + 1
    return None


def _comments(text: str) -> list[tuple[int, int]]:
    """Find the lines that hold nothing but a ``%%`` comment, with the blank lines before them."""
    spans: list[tuple[int, int]] = []
    at = 0
    while found := _COMMENT.search(text, at):
        mark = found.start()
        run = at + len(text[at:mark].rstrip(_SPACES))
        if run and text[run - 1] not in _LINE_ENDS:
            ends = [text.find(end, run, mark) for end in _LINE_ENDS]
            run = min((end for end in ends if end >= 0), default=-2) + 1
        if run < 0:
            at = found.end()
            continue
        at = text.find("\n", mark) + 1 or len(text)
        spans.append((run, at))
    return spans


def _check_kind(source: _Source) -> None:
    """Refuse what Mermaid takes for no diagram or for another kind of diagram."""
    text = source.text
    if not re.match(r"journey\b", text, re.ASCII):
        hint = 'start the diagram with the word "journey"'
        if text.startswith("```"):
            hint = "take the diagram out of its Markdown code fence"
        elif text.startswith("---"):
            hint = 'close the front matter with a line "---" indented like its first line'
        elif text[:7].lower() == "journey" and text[:7] != "journey":
            hint = 'write "journey" in small letters'
        elif text[:1] in ("#", "%"):
            hint = 'start with the word "journey"; before it only "%% comment" lines may stand'
        source.fail(0, hint)
    # Mermaid looks for "C4..." everywhere but after a "%%" that a plain line end follows.
    bare = _DIRECTIVE.sub("", text)
    last = bare.rfind("\n") + 1
    kept = _REMARK.sub(lambda found: "" if bare[found.end()] == "\n" else found[0], bare[:last])
    if found := _C4.search(kept + bare[last:]):
        hint = f'Mermaid takes any text with "{found[0]}" for a C4 diagram; write the word apart'
        source.fail(max(text.find(found[0]), 0), hint)


def _style_semicolons(text: str, keyword: str) -> list[tuple[int, int]]:
    """Find the last semicolon of lines like ``style a fill:#fff;``, which Mermaid drops."""
    spans: list[tuple[int, int]] = []
    if keyword not in text:
        return spans
    for line in _LINE.finditer(text):
        start, last = line[0].find(keyword), line[0].rfind(";")
        if 0 <= start < last and _COLON_TO_HASH.search(line[0], start + len(keyword), last):
            spans.append((line.start() + last, line.start() + last + 1))
    return spans


def _encode(text: str) -> str:
    """Put entities into Mermaid's inner form."""
    return _ENTITY_NAME.sub(lambda entity: f"ﬂ°{'°' * entity[1].isdigit()}{entity[1]}¶ß", text)


def _number(raw: str) -> float | int | None:
    """Read a score as JavaScript's ``Number`` does; None stands for NaN."""
    if not raw:
        return 0
    try:
        if _RADIX.fullmatch(raw):
            value = float(int(raw, 0))
        elif _NUMBER.fullmatch(raw):
            value = float(raw)
        else:
            return None
    except OverflowError:
        value = float("inf")
    return int(value) if value.is_integer() and abs(value) <= 2**53 else value


@dataclass(slots=True)
class _Reader:
    """Read cleaned text word by word."""

    source: _Source
    frontmatter: str
    title: str = ""
    acc_title: str = ""
    acc_descr: str = ""
    sections: list[str] = field(default_factory=list)
    tasks: list[MermaidTask] = field(default_factory=list)

    def read(self) -> MermaidJourney:
        """Read everything after the word ``journey``."""
        text, at, before = self.source.text, len("journey"), ""
        while at < len(text):
            token = _TOKEN.match(text, at)
            assert token is not None  # noqa: S101 - some alternative fits any character
            at, kind = token.end(), token.lastgroup
            match kind:
                case None | "newline":
                    continue
                case "title":
                    self.title = _encode(token[0][6:])
                case "acc_title" | "acc_descr" | "acc_block":
                    at = self._read_accessible(kind, token)
                case "section":
                    self.sections.append(_encode(token[0][8:]))
                case "name":
                    at = self._read_task(token)
                case _:
                    self._refuse(kind, token, before)
            before = kind
        names = {name for task in self.tasks for name in task.people}
        return MermaidJourney(
            title=self.title,
            acc_title=self.acc_title,
            acc_descr=self.acc_descr,
            sections=tuple(self.sections),
            tasks=tuple(self.tasks),
            actors=tuple(sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass"))),
            frontmatter=self.frontmatter,
        )

    def _read_accessible(self, kind: str, token: re.Match[str]) -> int:
        text, start = self.source.text, token.end()
        end = text.find("}" if kind == "acc_block" else "\n", start)
        if end < 0:
            hint = "write a text after the colon"
            self.source.fail(token.start(), 'close it with "}"' if kind == "acc_block" else hint)
        value = _encode(text[start:end].strip(_SPACES))
        if kind == "acc_title":
            self.acc_title = value
        elif kind == "acc_descr" or start < end:
            self.acc_descr = re.sub(rf"\n{_WS}++", "\n", value)
        return end + (kind == "acc_block")

    def _read_task(self, name: re.Match[str]) -> int:
        text = self.source.text
        data = _TOKEN.match(text, name.end())
        if data is None or data.lastgroup != "data":
            hints = {"#": 'a "#" starts a comment, write #35; for the sign itself; '}
            hints[";"] = 'a task cannot hold ";", write #59; for it; '
            self.source.fail(name.start(), hints.get(text[name.end()], "") + _TASK_HINT)
        raw, *rest = (piece.strip(_SPACES) for piece in _encode(data[0][1:]).split(":", 2))
        people = tuple(person.strip(_SPACES) for person in rest[0].split(",")) if rest else ()
        section = self.sections[-1] if self.sections else ""
        line = self.source.locate(name.start())[0]
        self.tasks.append(MermaidTask(section, people, _encode(name[0]), _number(raw), raw, line))
        return data.end()

    def _refuse(self, kind: str | None, token: re.Match[str], before: str) -> NoReturn:
        hint = _TASK_HINT
        if kind == "journey":
            hint = 'no line may start with the word "journey" again; put another word first'
        elif kind == "invalid":
            hint = 'a ";" may not stand here, write #59; for it or start a new line'
        elif kind == "data" and before == "section":
            hint = 'the name of a section cannot hold ":", write #58; for it'
        self.source.fail(token.start(), hint)
