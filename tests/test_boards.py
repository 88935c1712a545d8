"""Boards of named cells: kinds, notes, what notes become on the map."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.board_kinds import catalogue, reference, typescript
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import Board as BoardRecord
from cjm_widgets.model.records import Card

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "boards.md"
LANGUAGES = ("en", "it", "pl", "fr")
#: What is the same word in two languages.
SAME = {
    "HEART", "Persona", "Standard", "Problem", "Adoption", "Engagement", "4L",
    "Satisfaction", "Plan",
}  # fmt: skip


@pytest.fixture
def map_() -> cjm.Journey:
    """Return a map with one of everything a note can go to."""
    j = cjm.Journey("Buying a bike")
    phase = j.add_phase("Purchase", id="purchase")
    j.add_touchpoint("Pays", phase=phase, id="pays")
    j.add_touchpoint("Collects", phase=phase, id="collects")
    j.add_card("pays", "pain", "The card is refused", id="refused")
    j.add_persona("Ana", id="ana")
    return j


def texts_of(value: object) -> list[str]:
    """Return every text in a catalogue of texts."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value
    return [text for item in items for text in texts_of(item)]  # type: ignore[attr-defined]


def test_y30_the_kinds_are_those_of_the_document() -> None:
    """[Y30] Every kind of board the document knows has cells, and no others."""
    assert tuple(catalogue.layout()) == fields_of(BoardRecord)["kind"].known
    cells = cjm.boards().set_index("kind")["cells"]
    assert cells["empathy-map"] == ["says", "thinks", "does", "feels"]
    assert cells["four-ls"] == ["liked", "learned", "lacked", "longed_for"]
    assert cells["start-stop-continue"] == ["start", "stop", "continue"]
    assert len(cells["five-whys"]) == 5
    rows = ("happiness", "engagement", "adoption", "retention", "task_success")
    columns = ("goals", "signals", "metrics")
    assert cells["heart"] == [f"{row}_{column}" for row in rows for column in columns]


def test_y30_what_a_cell_becomes_can_be_made() -> None:
    """[Y30] What the notes of a cell usually become is a kind of card, a goal or a metric."""
    known = {*fields_of(Card)["kind"].known, "goal", "metric"}
    for kind in catalogue.kinds().values():
        assert {cell.becomes for cell in kind.cells} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_y31_every_kind_speaks_every_language(language: str) -> None:
    """[Y31] Each kind and cell has its texts in each language, under the same keys."""
    said, english = catalogue.texts(language), catalogue.texts("en")
    shape = catalogue.layout()
    assert list(said) == list(shape)
    for key, own in said.items():
        assert list(own["cells"]) == list(shape[key]["cells"])
        assert own.keys() == english[key].keys()
        assert all(text and text == text.strip() for text in texts_of(own))
        for name in ("rows", "columns"):
            assert list(own.get(name, ())) == shape[key].get(name, [])
    frame = cjm.boards(language)
    assert list(frame.columns) == ["kind", "title", "about", "cells"]
    assert frame["title"].is_unique


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_y31_no_text_is_left_in_english(language: str) -> None:
    """[Y31] No text is the English one but for words that are the same."""
    pairs = zip(texts_of(catalogue.texts(language)), texts_of(catalogue.texts("en")), strict=True)
    assert {mine for mine, english in pairs if mine == english} <= SAME


def test_y31_a_language_there_is_none_of() -> None:
    """[Y31] A list in a language without texts is an error that names those there are."""
    with pytest.raises(cjm.BoardError, match="en, it, pl, fr"):
        cjm.boards("de")
    assert cjm.boards("it-CH")["title"][0] == "Mappa dell’empatia"


@pytest.mark.parametrize("path", typescript.targets(ROOT), ids=lambda path: path.name)
def test_y32_the_page_has_the_same_kinds(path: Path) -> None:
    """[Y32] What the page knows of boards was made from what the package holds."""
    assert path.read_text("utf-8") == typescript.targets(ROOT)[path]


def test_y32_a_wheel_has_the_texts() -> None:
    """[Y32] The data lies in the package, where it is built into a wheel."""
    home = ROOT / "cjm_widgets" / "board_kinds"
    assert json.loads((home / "kinds.json").read_text("utf-8")) == catalogue.layout()
    assert {path.stem for path in (home / "texts").iterdir()} == set(LANGUAGES)


def test_y33_a_board_of_its_own() -> None:
    """[Y33] Without a map a board has a new one, with nothing to undo; it speaks the language."""
    board = cjm.Board("heart", language="pl", persona="Zoe")
    assert board.journey.revision == 0
    with pytest.raises(cjm.NothingToUndo):
        board.journey.undo()
    there = board.board
    assert there is not None
    assert (there.kind, there.title) == ("heart", "HEART")
    assert board.journey.personas[there.persona].name == "Zoe"
    assert board.cells[0].title == "Zadowolenie: cele"
    assert board.get_state(["_solo"]) == {"_solo": {"part": "board", "record": there.id}}


@pytest.mark.parametrize("name", ["empathy-map", "empathy_map", "Empathy map", "EMPATHY-MAP"])
def test_y33_names_of_kinds(map_: cjm.Journey, name: str) -> None:
    """[Y33] A kind is named with hyphens, underscores or blanks."""
    board = cjm.Board(name, map_).board
    assert board is not None
    assert board.kind == "empathy_map"


def test_y34_running_the_cell_again_adds_no_board(map_: cjm.Journey) -> None:
    """[Y34] The same kind, title, persona and subject show the board that is there."""
    first = cjm.Board("empathy-map", journey=map_, persona="Ana")
    revision = map_.revision
    for persona in ("Ana", "ana", map_.personas["ana"]):
        assert cjm.Board("empathy_map", journey=map_, persona=persona).board == first.board
    assert map_.revision == revision
    cjm.Board("empathy-map", journey=map_)
    cjm.Board("empathy-map", journey=map_, persona="Ana", title="After the talk")
    cjm.Board("five-whys", journey=map_, about="refused")
    cjm.Board("five-whys", journey=map_, about=map_.cards["refused"])
    assert len(map_.boards) == 4


def test_y34_it_is_found_under_another_name_and_language(map_: cjm.Journey) -> None:
    """[Y34] A board is shown again after it was renamed, and on a map that speaks otherwise now."""
    board = cjm.Board("four-ls", journey=map_).board
    added = map_.add_board("kaizen", "Raport Kaizen")
    map_.update(board, title="Retrospective")
    map_.update(language="it")
    again = cjm.Board("four-ls", journey=map_).board
    assert again is not None
    assert (again.id, again.title) == (board and board.id, "Retrospective")
    assert cjm.Board("kaizen", journey=map_).board == added


def test_y34_a_board_that_is_there(map_: cjm.Journey) -> None:
    """[Y34] A record shows itself, and takes no other title."""
    record = map_.add_board("heart", "Measures")
    board = cjm.Board(record, map_)
    assert board.board == record
    assert repr(board).endswith("'Measures', 0 notes)")
    with pytest.raises(cjm.InvalidDocument, match="leave out title="):
        cjm.Board(record, map_, title="Other")
    map_.remove(record)
    assert board.board is None
    with pytest.raises(cjm.UnknownRecord):
        board.add("happiness_goals", "x")
    with pytest.raises(cjm.UnknownRecord):
        cjm.Board(record, map_)
    map_.undo()
    assert board.board is not None


def test_y35_what_a_board_cannot_be(map_: cjm.Journey) -> None:
    """[Y35] An error names what is wrong and what there is; nothing is added."""
    revision = map_.revision
    with pytest.raises(cjm.BoardError, match="did you mean 'empathy-map'") as caught:
        cjm.Board("empaty-map", map_)
    assert (caught.value.code, caught.value.field) == ("board-kind", "kind")
    with pytest.raises(cjm.BoardError, match="there are empathy-map, persona"):
        cjm.Board("xyz", map_)
    with pytest.raises(cjm.UnknownRecord, match="'Ana'"):
        cjm.Board("empathy-map", map_, persona="Zoe")
    with pytest.raises(cjm.BoardError, match="not into a touchpoint") as caught:
        cjm.Board("five-whys", map_, about="pays")
    assert caught.value.code == "board-about"
    with pytest.raises(cjm.UnknownRecord, match="give a record of it"):
        cjm.Board("heart", map_, about="nothing")
    with pytest.raises(cjm.UnknownField, match="did you mean 'persona'"):
        cjm.Board("heart", map_, persna="Ana")
    with pytest.raises(cjm.InvalidDocument, match="journey=j"):
        cjm.Board("heart", "bike")  # type: ignore[arg-type]
    assert map_.revision == revision


def test_y36_notes_in_order_of_the_cells(map_: cjm.Journey) -> None:
    """[Y36] Notes are added by the key or the title of a cell, and read cell by cell."""
    board = cjm.Board("empathy-map", map_, language="it")
    board.add("feels", "Angry")
    board.add("Dice", "Too dear", author="Ana", color="#ff8800")
    board.add("says", "Not again")
    first = board.add("SAYS", "Hello", before=board.notes[0])
    assert [(note.cell, note.text) for note in board.notes] == [
        ("says", "Hello"), ("says", "Too dear"), ("says", "Not again"), ("feels", "Angry"),
    ]  # fmt: skip
    assert board.notes[0] == first
    assert (board.notes[1].author, board.notes[1].color) == ("Ana", "#ff8800")
    assert cjm.Board("five-whys", map_).add("why-5", "x").cell == "why5"
    with pytest.raises(cjm.BoardError, match="did you mean 'says'") as caught:
        board.add("say", "x")
    assert caught.value.code == "board-cell"
    with pytest.raises(cjm.UnknownField, match="author"):
        board.add("says", "x", autor="Ana")


def test_y36_moving_a_note_is_one_change(map_: cjm.Journey) -> None:
    """[Y36] A note goes to the end of a cell or next to another one, in one change."""
    board = cjm.Board("empathy-map", map_)
    one, two, three = (board.add("says", text) for text in ("1", "2", "3"))
    revision = map_.revision
    moved = board.move(one, "feels")
    assert (moved.cell, map_.revision) == ("feels", revision + 1)
    map_.undo()
    assert [note.text for note in board.notes] == ["1", "2", "3"]
    board.move(three, before=one)
    revision = map_.revision
    last = board.add("feels", "4")
    assert board.move(one, "feels", before=last).cell == "feels"
    assert [note.text for note in board.notes] == ["3", "2", "1", "4"]
    # What it takes to add a note, and one more.
    assert map_.revision == revision + 2
    map_.remove(last)
    board.move(one, "says")
    assert [note.text for note in board.notes] == ["3", "2", "1"]
    board.move(one, after=two)
    assert [note.text for note in board.notes] == ["3", "2", "1"]
    other = cjm.Board("four-ls", map_).add("liked", "x")
    with pytest.raises(cjm.BoardError, match="another board"):
        board.move(other, "says")


def test_y37_a_frame_of_the_notes(map_: cjm.Journey) -> None:
    """[Y37] A row a note, with its cell, its position there and what became of it."""
    board = cjm.Board("empathy-map", map_, language="fr")
    note = board.add("thinks", "Is it safe?", author="Ana")
    board.add("says", "One")
    board.add("says", "Two")
    board.promote(note, "pain", "pays")
    frame = board.to_frame()
    assert list(frame["cell"]) == ["says", "says", "thinks"]
    assert list(frame["cell"].cat.categories)[:4] == ["says", "thinks", "does", "feels"]
    assert list(frame["cell_title"]) == ["Dit", "Dit", "Pense"]
    assert list(frame["position"]) == [1, 2, 1]
    last = frame.iloc[2]
    assert (last["promoted_to_type"], last["promoted_to"]) == ("card", "Is it safe?")
    assert (last["touchpoint"], last["phase"]) == ("Pays", "Purchase")
    assert pd.isna(frame["touchpoint"][0])
    # An empty board has all columns.
    nothing = cjm.Board("heart", map_).to_frame()
    assert len(nothing) == 0
    assert list(nothing.columns) == list(frame.columns)
    assert board.to_frame(backend="polars")["text"].to_list() == list(frame["text"])
    with pytest.raises(cjm.FormatError, match="pyarrow"):
        board.to_frame(backend="dask")


def test_y38_promoting_is_one_change_with_a_link(map_: cjm.Journey) -> None:
    """[Y38] A note becomes a card that keeps its text, author, colour and persona; one undo."""
    board = cjm.Board("empathy-map", map_, persona="Ana")
    note = board.add("feels", "Nobody answers", author="Lea", color="#ff8800")
    revision, lanes = map_.revision, len(map_.lanes)
    card = board.promote(note, "need", "Pays", severity=4)
    assert map_.revision == revision + 1
    assert (card.kind, card.text, card.author, card.color) == (
        "need", "Nobody answers", "Lea", "#ff8800",
    )  # fmt: skip
    assert (card.touchpoint, card.personas, card.severity) == ("pays", ("ana",), 4)
    assert map_.sticky_notes[note].promoted_to == card.id
    assert board.note_of(card) == map_.sticky_notes[note]
    assert board.note_of("refused") is None
    map_.undo()
    assert map_.sticky_notes[note].promoted_to is None
    assert (map_.get(card), len(map_.lanes)) == (None, lanes)


def test_y38_a_phase_or_the_whole_map(map_: cjm.Journey) -> None:
    """[Y38] A card may hang on a phase; goals, questions and metrics belong to the whole map."""
    board = cjm.Board("heart", map_)
    notes = [board.add("happiness_goals", f"Note\n{number}") for number in range(5)]
    assert board.promote(notes[0], "insight", map_.phases[0]).phase == "purchase"
    goal = board.promote(notes[1])
    assert (goal.text, len(map_.goals)) == ("Note\n1", 1)
    question = board.promote(notes[2], "question")
    assert question in map_.questions
    assert board.promote(notes[3], "question", "pays").touchpoint == "pays"
    assert board.promote(notes[4], "metric", unit="%").name == "Note 4"
    assert [board.note_of(r) for r in (goal, question)] == [
        map_.sticky_notes[n] for n in notes[1:3]
    ]


def test_y39_a_note_is_promoted_once(map_: cjm.Journey) -> None:
    """[Y39] What is on the map already is not put there again, until it is removed."""
    board = cjm.Board("empathy-map", map_)
    note = board.add("feels", "Nobody answers")
    card = board.promote(note, "pain", "pays")
    revision = map_.revision
    with pytest.raises(cjm.BoardError, match="as the pain 'Nobody answers'") as caught:
        board.promote(note, "gain", "pays")
    assert (caught.value.code, caught.value.value) == ("promoted", card.id)
    assert map_.revision == revision
    map_.remove(card)
    assert map_.sticky_notes[note].promoted_to is None
    assert board.promote(note, "gain", "pays").kind == "gain"


def test_y39_where_and_what_a_note_cannot_become(map_: cjm.Journey) -> None:
    """[Y39] An error tells the touchpoints there are and the kinds; nothing is changed."""
    board = cjm.Board("empathy-map", map_)
    note = board.add("feels", "Nobody answers")
    revision = map_.revision
    for problem, code, arguments in (
        ("touchpoints are 'Pays', 'Collects'", "promote-place", ("pain",)),
        ("neither the id nor the name", "promote-place", ("pain", "Payz")),
        ("leave out the touchpoint", "promote-place", ("goal", "pays")),
        ("did you mean 'pain'", "promote-kind", ("pane", "pays")),
    ):
        with pytest.raises(cjm.BoardError, match=problem) as caught:
            board.promote(note, *arguments)
        assert caught.value.code == code
    with pytest.raises(cjm.UnknownField, match="did you mean 'severity'"):
        board.promote(note, "pain", "pays", sevrity=3)
    with pytest.raises(cjm.InvalidDocument, match="must be a touchpoint"):
        board.promote(note, "pain", map_.personas["ana"])
    map_.update("collects", name="Pays")
    with pytest.raises(cjm.BoardError, match="is the name of several"):
        board.promote(note, "pain", "Pays")
    assert map_.revision == revision + 1


def test_y40_five_whys_go_back_to_their_pain(map_: cjm.Journey) -> None:
    """[Y40] A root cause becomes an opportunity where the pain is; the pain stays linked."""
    board = cjm.Board("five-whys", map_, about="refused")
    cause = board.add("why5", "Nobody owns the terminal")
    opportunity = board.promote(cause)
    assert (opportunity.kind, opportunity.touchpoint) == ("opportunity", "pays")
    assert board.board is not None
    assert board.board.about == "refused"
    map_.remove("refused")
    assert board.board.about is None
    assert board.notes[0].promoted_to == opportunity.id


def test_y41_a_kind_of_a_newer_version(map_: cjm.Journey) -> None:
    """[Y41] Cells of a kind that is not known are those its notes are in; none is lost."""
    with pytest.warns(cjm.UnknownValueWarning):
        record = map_.add_board("six_hats", "Hats")
    map_.add_sticky_note(record, "red_hat", "Feelings")
    map_.add_sticky_note(record, "", "Nowhere")
    board = cjm.Board(record, map_)
    assert [cell.key for cell in board.cells] == ["red_hat", ""]
    assert list(board.to_frame()["text"]) == ["Feelings", "Nowhere"]
    board.add("red_hat", "More")
    # A known board has room for a note in a cell that it does not know, after its own.
    known = cjm.Board("start-stop-continue", map_)
    map_.add_sticky_note(known.board, "pause", "Wait")
    assert [cell.key for cell in known.cells] == ["start", "stop", "continue", "pause"]
    assert len(known.notes) == 1


def test_y42_a_board_travels_with_its_map(map_: cjm.Journey) -> None:
    """[Y42] Boards, notes and links come back from a file."""
    board = cjm.Board("five-whys", map_, about="refused")
    note = board.add("why1", "No signal")
    card = board.promote(note, "insight")
    back = cjm.Journey.from_json(map_.to_json())
    again = cjm.Board("five-whys", back, about="refused")
    assert len(back.boards) == 1
    assert again.note_of(card.id) == back.sticky_notes[note.id]


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")
def test_y30_the_page_has_every_cell_and_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """[Y30] The page about boards lists them all; its cells run and print what it shows."""
    text = PAGE.read_text("utf-8")
    assert text.endswith(reference.page())
    cells = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(cells) == 4
    names: dict[str, object] = {}
    for number, cell in enumerate(cells):
        exec(compile(cell, f"boards.md, cell {number + 1}", "exec"), names)  # noqa: S102
    printed = capsys.readouterr().out
    for shown in re.findall(r"```text\n(.*?)```", text, re.DOTALL):
        assert shown in printed


def test_y30_the_example_of_the_docstring_runs() -> None:
    """[Y30] So does the example of `Board`."""
    from cjm_widgets.widgets import board

    ran = doctest.testmod(board)
    assert ran.attempted > 3
    assert ran.failed == 0
