"""Votes: results as a frame, and nobody over budget by any message, nor after closing."""

from __future__ import annotations

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.csv_tables import csv_table
from cjm_widgets.model.change import invert
from cjm_widgets.model.wire import encode_change
from tests.model.test_voting import codes, room, used, vote
from tests.sync.test_authority import Line


def results(j, *columns):
    frame = j.to_frame("vote_results")
    return list(frame[list(columns)].itertuples(index=False, name=None))


def voted(**session):
    j = room(votes_per_person=5, **session)
    for voter, card, weight in (
        ("Ana", "c0", 2), ("Ben", "c0", 1), ("Ana", "c1", 2), ("Cy", "c2", 1), ("Cy", "order", 2),
    ):  # fmt: skip
        j.add_vote("round", card, voter, weight=weight)
    return j


def test_y54_results_are_a_frame():
    j = voted()
    j.add_vote("round", "c3", "Ana", weight=0)
    assert results(j, "target", "votes", "voters", "rank") == [
        ("Card 0", 3, 2, 1), ("Card 1", 2, 1, 2), ("Orders", 2, 1, 2), ("Card 2", 1, 1, 4),
    ]  # fmt: skip
    frame = j.to_frame("vote_results")
    assert frame["share"].sum() == 1
    assert next(iter(frame["share"])) == 3 / 8
    assert set(frame["touchpoint"]) == {"Orders"}
    assert next(iter(frame["who"])) == ["Ana", "Ben"]
    assert frame["votes"].sum() == j.to_frame("votes")["weight"].sum()
    # Two spellings are one voter; without a name it is somebody else each time.
    read = cjm.Journey.from_dict(j.to_dict() | {"votes": [
        {"id": f"v{n}", "session": "round", "target": "c0", "voter": name}
        for n, name in enumerate(("Ana", " ana", "", ""))
    ]})  # fmt: skip
    assert results(read, "votes", "voters") == [(4, 3)]


def test_y54_rounds_stand_in_order_and_empty_ones_have_no_row():
    j = room()
    j.add_vote_session("Nobody", id="none")
    j.add_vote_session("Second", id="second", open=True)
    j.add_vote("second", "c0", "Ana")
    j.add_vote("round", "c1", "Ana")
    assert results(j, "vote_session", "target") == [("First?", "Card 1"), ("Second", "Card 0")]
    with pytest.raises(cjm.InvalidDocument, match="sums up"):
        j.update_from(j.to_frame("vote_results"))
    types = {n: str(t) for n, t in j.to_frame("vote_results").dtypes.items()}
    empty = cjm.Journey().to_frame("vote_results")
    assert {n: str(t) for n, t in empty.dtypes.items() if n not in ("open", "anonymous")} == {
        n: t for n, t in types.items() if n not in ("open", "anonymous")
    }


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_y54_no_table_of_an_anonymous_round_names_a_voter(backend):
    j = voted(anonymous=True)
    for table in ("votes", "vote_results", "vote_sessions"):
        frame = j.to_frame(table, backend=backend)
        rows = (
            frame.to_dict("records") if backend == "pandas"
            else frame.to_dicts() if backend == "polars" else frame.to_pylist()
        )  # fmt: skip
        assert not any(name in str(rows) for name in ("Ana", "Ben", "Cy"))
        assert b"Ana" not in csv_table(j, table)
    assert results(j, "votes", "voters")[0] == (3, 2)
    chart = json.dumps(cjm.charts.votes(j).to_dict())
    assert not any(name in chart for name in ('"Ana', '"Ben', '"Cy'))


def test_y54_the_history_of_an_anonymous_round_tells_what_and_not_whose():
    j = room(anonymous=True)
    line = Line(j)
    who = {"name": "Ana", "color": 1, "page": "p"}
    line.link.receive({"type": "hello", "protocol": 1, "client": "view-1", "have": None,
                       "pending": [], "who": who})  # fmt: skip
    line.push(vote("a", "c0", weight=2), {"updated": {"a": {"weight": [2, 1]}}}, client="view-1")
    line.push({"updated": {"c0": {"text": ["Card 0", "Queue"]}}}, client="view-1", first=5)
    frame = j.to_frame("changes")
    votes = frame[frame["type"] == "vote"]
    assert "Ana" not in str(votes.to_dict())
    assert "view-1" not in str(votes.to_dict())
    assert set(votes["field"]) == {"session", "target", "voter", "weight"}
    assert list(frame["author"])[-1] == "Ana"
    j.update("round", anonymous=False)
    assert "Ana" in str(j.to_frame("changes").query("type == 'vote'").to_dict())


def test_y54_the_table_of_an_anonymous_round_is_written_back():
    """[Y54] What is not shown stays; a name cannot be put there by a table."""
    j = voted(anonymous=True)
    before = j.to_dict()
    frame = j.to_frame("votes")
    assert j.update_from(frame) == cjm.Change()
    frame.loc[0, "weight"] = 1
    j.update_from(frame)
    assert sorted(v.voter for v in j.votes) == sorted(v["voter"] for v in before["votes"])
    frame = j.to_frame("votes")
    frame.loc[0, "voter"] = "Zoe"
    with pytest.raises(cjm.InvalidDocument, match="anonymous") as caught:
        j.update_from(frame)
    assert (caught.value.field, str(caught.value)[:5]) == ("voter", "row 0")


def test_y55_no_message_gives_more_than_the_budget():
    """[Y55] Forged weights, voters, sessions and targets; votes taken back, and in one change."""
    j = room()
    j.add_vote_session("Other", id="other", votes_per_person=1)
    line = Line(j)
    line.push(vote("a", "c0", weight=3))
    for number, raw in enumerate((
        vote("b", "c1", weight=-1), vote("b", "c1", weight=2**53), vote("b", "c1", weight=0.5),
        vote("b", "c1", weight="1"), vote("b", "c1", weight=True), vote("b", "c1", weight=1e308),
        vote("b", "c1", "ana"), vote("b", "c1", " ANA "), vote("b", "c1", "\u2003Ana"),
        vote("b", "c1", "Ａｎａ"), vote("b", "c1", "\t"), vote("b", "nowhere"), vote("b", "round"),
        vote("b", "c1", session="c0"), vote("b", "c1", session="gone"),
        {"updated": {"a": {"weight": [3, 4]}}}, {"updated": {"a": {"weight": [9, 4]}}},
        vote("b", "c1", "Ben", 2, "other"),
        {"added": vote("b", "c1", "Ben", 2)["added"] | vote("c", "c2", "BEN", 2)["added"]},
        {"updated": {"a": {"weight": [3, 2]}}, "added": vote("b", "c1", weight=2)["added"]},
        {"removed": {"a": {}}, "added": vote("b", "c1", weight=4)["added"]},
        {"updated": {"a": {"session": ["round", "other"]}}},
        {"updated": {"a": {"target": ["c0", "gone"]}}},
    )):  # fmt: skip
        line.push(raw, first=100 + number)
        assert used(j) <= 3, raw
        assert [(v.id, v.weight, v.session) for v in j.votes if v.voter == "Ana"] == [
            ("a", 3, "round")
        ], raw
        assert all(v.target in j.store.state.records for v in j.votes)
    totals = j.to_frame("vote_results").groupby("vote_session", observed=True)["votes"].sum()
    assert dict(totals) == {"First?": 3}


def test_y55_taken_back_and_given_again_is_within_the_budget():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=3), {"removed": {"a": {}}}, vote("b", "c1", weight=3))
    # The undo of a page that took it back, and one that was sent twice.
    line.push(vote("a", "c0", weight=3), first=7)
    line.push(vote("a", "c0", weight=3), first=7)
    assert used(j) == 3
    assert codes(line) == ["vote-budget"] * 2
    # Two pages of one person move the same vote to two things at once.
    line.push({"updated": {"b": {"target": ["c1", "c2"]}}}, client="one")
    line.push({"updated": {"b": {"target": ["c1", "c3"]}}}, client="two")
    assert used(j) == 3


def test_y55_a_smaller_budget_holds_from_then_on():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=2), vote("b", "c1"))
    j.update("round", votes_per_person=1)
    line.push(vote("c", "c2"), first=5)
    line.push({"updated": {"a": {"weight": [2, 3]}}}, first=6)
    line.push({"removed": {"b": {}}}, first=7)
    line.push(vote("b", "c1"), first=8)
    assert (codes(line), used(j)) == (["vote-budget"] * 3, 2)


def test_y55_code_is_held_to_it_in_transactions():
    j = room()

    def too_many():
        with j.transaction():
            j.add_vote("round", "c0", "Ana", weight=2)
            j.add_vote("round", "c1", "ANA", weight=2)

    with pytest.raises(cjm.VoteRefused):
        too_many()
    assert (used(j), j.revision) == (0, 6)
    with j.transaction():
        mine = j.add_vote("round", "c0", "Ana", weight=3)
        j.remove(mine)
        j.add_vote("round", "c1", "Ana", weight=3)
    assert used(j) == 3
    j.undo()
    j.redo()
    assert used(j) == 3


def test_y56_a_closed_round_stays_as_it_was():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=2), vote("b", "c1"))
    j.update("round", open=False)
    held = sorted((v.id, v.target, v.voter, v.weight) for v in j.votes)
    for number, raw in enumerate((
        vote("c", "c2", "Ben"), vote("c", "c2", "Ben", 0), {"removed": {"a": {}}},
        {"updated": {"a": {"weight": [2, 1]}}}, {"updated": {"a": {"target": ["c0", "c3"]}}},
        {"updated": {"a": {"voter": ["Ana", "Ben"]}}},
        {"updated": {"a": {"session": ["round", "gone"]}}},
    )):  # fmt: skip
        line.push(raw, first=20 + number)
        assert sorted((v.id, v.target, v.voter, v.weight) for v in j.votes) == held, raw
    assert codes(line) == ["vote-closed"] * 6 + ["removed"]


def test_y56_what_was_taken_back_does_not_come_in_with_a_card():
    """[Y56] A vote that was taken back before the round was closed is none of the card's."""
    j = room()
    line = Line(j)
    line.push(vote("a", "c0"), vote("b", "c0", "Ben"))
    gone = j.votes["a"]
    line.push({"removed": {"a": {}}}, first=5)
    j.update("round", open=False)
    removal = j.remove("c0")
    back = invert(removal)
    line.push(encode_change(cjm.Change(added={**back.added, "a": gone})), first=6)
    assert codes(line) == ["vote-closed"]
    line.push(encode_change(back), first=7)
    assert [v.id for v in j.votes] == ["b"]


def test_y56_undo_and_redo_keep_the_order_of_things():
    j = room()
    j.add_vote("round", "c0", "Ana", weight=3)
    j.update("round", open=False)
    line = Line(j)
    # A page takes its own vote back after the round was closed.
    line.push({"removed": {j.votes[0].id: {}}})
    assert codes(line) == ["vote-closed"]
    j.undo()
    assert j.vote_sessions[0].open
    j.undo()
    assert used(j) == 0
    j.redo()
    j.redo()
    assert (used(j), j.vote_sessions[0].open) == (3, False)


def test_y56_opened_again_the_budget_is_what_it_was():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=2))
    j.update("round", open=False)
    j.update("round", open=True)
    line.push(vote("b", "c1", weight=2), vote("c", "c2"), first=5)
    assert (codes(line), used(j)) == (["vote-budget"], 3)


def test_y56_what_a_file_or_a_table_brings_is_told():
    """[Y56] They bring votes as they are; check() tells, and nobody can give more on top."""
    j = room()
    j.add_vote("round", "c0", "Ana", weight=3)
    data = j.to_dict()
    data["votes"].append({"id": "x", "session": "round", "target": "c1", "voter": "ana"})
    read = cjm.Journey.from_dict(data)
    assert "votes-over-budget" in set(read.check()["rule"])
    with pytest.raises(cjm.VoteRefused):
        read.add_vote("round", "c2", "Ana")
    line = Line(read)
    line.push(vote("y", "c2"))
    assert codes(line) == ["vote-budget"]
