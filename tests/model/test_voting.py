"""Nobody votes over the budget of a round, whichever way the vote comes in."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.change import invert
from cjm_widgets.model.records import Vote
from cjm_widgets.model.wire import encode_change
from tests.sync.test_authority import Line


def room(**session):
    """Return a map with four cards and an open round of three votes each."""
    j = cjm.Journey("Coffee")
    tp = j.add_touchpoint("Orders", id="order")
    for n in range(4):
        j.add_card(tp, "pain" if n < 3 else "gain", f"Card {n}", id=f"c{n}")
    j.add_vote_session("First?", id="round", **{"votes_per_person": 3, **session})
    return j


def vote(name, target, voter="Ana", weight=1, session="round"):
    """Return the change of a view that adds a vote."""
    record = {"type": "vote", "id": name, "session": session, "target": target, "voter": voter}
    return {"added": {name: record | ({"weight": weight} if weight != 1 else {})}}


def used(j, voter="Ana"):
    return sum(v.weight for v in j.votes if v.voter == voter)


def codes(line):
    """Return why pushes were refused."""
    return [rejection["code"] for message in line.sent for rejection in message["rejected"]]


def test_e130_code_cannot_vote_over_the_budget():
    j = room()
    first = j.add_vote("round", "c0", "Ana", weight=2)
    j.add_vote("round", "c1", "Ana")
    before = j.to_json()
    for attempt in (
        lambda: j.add_vote("round", "c2", "Ana"),
        lambda: j.update(first, weight=3),
        lambda: j.add("vote", session="round", target="c2", voter="Ana"),
    ):
        with pytest.raises(cjm.VoteRefused) as caught:
            attempt()
        assert caught.value.code == "vote-budget"
        assert "take another one back" in str(caught.value)
    assert j.to_json() == before
    # Another person has a budget of their own; what is taken back can be given again.
    j.add_vote("round", "c0", "Ben", weight=3)
    j.update(first, weight=1)
    j.add_vote("round", "c2", "Ana")
    assert used(j) == 3


def test_e130_a_round_that_was_removed_comes_back_with_all_its_votes():
    j = room()
    for n in range(3):
        j.add_vote("round", f"c{n}", "Ana")
    j.update("round", votes_per_person=1)
    j.remove("round")
    assert used(j) == 0
    j.undo()
    assert used(j) == 3


def test_e130_a_view_takes_the_removal_of_a_closed_round_back():
    """[E130] The round and its votes are what they were; nothing is voted anew."""
    j = room()
    for n in range(3):
        j.add_vote("round", f"c{n}", "Ana")
    j.update("round", open=False)
    held = j.to_dict()
    gone = j.remove("round")
    j.store.submit(invert(gone), by="view", change_id="view.1")
    assert j.to_dict() == held


def test_e131_a_view_makes_one_record_a_voter_and_target():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0"), vote("b", "c0"), vote("a", "c0"), vote("c", "c1"))
    # The very same vote once more, from another page of the person, is nothing.
    assert codes(line) == ["vote-twice"]
    line.push({"updated": {"c": {"target": ["c1", "c0"]}}}, first=9)
    assert codes(line) == ["vote-twice"] * 2
    assert [v.id for v in j.votes] == ["a", "c"]
    # Votes on paper may come one by one, as far as the budget goes.
    j.add_vote("round", "c0", "Ben")
    j.add_vote("round", "c0", "Ben", weight=2)
    with pytest.raises(cjm.VoteRefused):
        j.add_vote("round", "c0", "Ben")


def test_e130_only_what_the_round_is_about():
    j = room(target_kinds=["touchpoint", "pain"])
    j.add_vote("round", "order", "Ana")
    j.add_vote("round", "c0", "Ana")
    with pytest.raises(cjm.VoteRefused) as caught:
        j.add_vote("round", "c3", "Ana")
    assert (caught.value.code, caught.value.value) == ("vote-kind", "c3")


def test_e130_a_closed_round_is_frozen_until_it_is_opened_again():
    j = room()
    mine = j.add_vote("round", "c0", "Ana")
    j.update("round", open=False)
    for attempt in (
        lambda: j.add_vote("round", "c1", "Ana"),
        lambda: j.update(mine, weight=2),
        lambda: j.remove(mine),
    ):
        with pytest.raises(cjm.VoteRefused) as caught:
            attempt()
        assert caught.value.code == "vote-closed"
    # What was voted on can go, and its votes with it; with it they come back.
    j.remove("c0")
    assert len(j.votes) == 0
    j.undo()
    assert used(j) == 1
    j.update("round", open=True)
    j.remove(mine)


def test_e131_messages_of_views_are_held_to_it():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=2), vote("b", "c1"), vote("c", "c2"), vote("d", "c3", ""))
    assert codes(line) == ["vote-budget", "vote-name"]
    assert used(j) == 3
    line.push({"updated": {"a": {"weight": [2, 3]}}}, first=9)
    # In one change with more of them, with a new round, or by another voter's name put on.
    other = {"type": "vote_session", "id": "r2", "votes_per_person": 1, "place": {"order": "a5"}}
    many = vote("e", "c0", "Ben", 2)["added"] | vote("f", "c1", "Ben", 2)["added"]
    line.push({"added": many}, first=10)
    line.push({"added": {"r2": other, **vote("g", "c0", "Ben", 2, "r2")["added"]}}, first=11)
    line.push(vote("h", "c3", "Ben", 3), first=12)
    line.push({"updated": {"h": {"voter": ["Ben", "Ana"]}}}, first=13)
    assert codes(line)[2:] == ["vote-budget"] * 4
    assert (used(j), used(j, "Ben")) == (3, 3)
    # Nothing of what was refused is in the map, and the line goes on.
    line.push({"removed": {"a": {}}}, vote("i", "c2", weight=2), first=20)
    assert (len(codes(line)), used(j)) == (6, 3)


def test_e131_two_pages_at_once_stay_in_the_budget():
    j = room()
    barrier = Barrier(8)

    def page(n):
        line = Line(j)
        barrier.wait()
        line.push(*(vote(f"v{n}-{k}", f"c{k}") for k in range(4)), client=f"page{n}")

    threads = [Thread(target=page, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert used(j) == 3
    assert len({v.target for v in j.votes}) == 3


def test_e131_a_view_that_takes_a_removal_back_brings_votes_as_far_as_they_fit():
    j = room()
    line = Line(j)
    line.push(vote("a", "c0", weight=2), vote("b", "c0", "Ben"))
    card, held = j.cards["c0"], {v.id: v for v in j.votes}
    j.remove("c0")
    j.add_vote("round", "c1", "Ana", weight=2)
    j.update("round", open=False)
    back = cjm.Change(added={"c0": card, **held})
    line.push(encode_change(back), first=5)
    assert codes(line) == []
    # Ana has given hers again; Ben has not.
    assert sorted(v.id for v in j.votes if v.target == "c0") == ["b"]
    # A vote that was never there is new, also on a record that is.
    new = encode_change(cjm.Change(added={"x": Vote(id="x", session="round", target="c9",
                                                    voter="Cy")}))  # fmt: skip
    touch = {"type": "touchpoint", "id": "c9", "place": {"order": "a6"}}
    line.push({"added": {"c9": touch, **new["added"]}}, first=6)
    assert codes(line) == ["vote-closed"]


def test_e130_a_smaller_budget_leaves_what_was_given():
    j = room()
    mine = j.add_vote("round", "c0", "Ana", weight=3)
    j.update("round", votes_per_person=1)
    j.update(mine, weight=2)
    with pytest.raises(cjm.VoteRefused):
        j.update(mine, weight=3)


def test_e130_a_document_over_its_budget_opens_and_can_be_edited():
    j = room()
    data = j.to_dict()
    data["votes"] = [
        {"id": f"v{n}", "session": "round", "target": "c0", "voter": "Ana", "weight": 5}
        for n in range(2)
    ]
    read = cjm.Journey.from_dict(data)
    votes = read.to_frame("votes")
    read.update_from(votes.iloc[:0], table="votes", remove_missing=True)
    read.update_from(votes, table="votes")
    assert used(read) == 10
    read.update("c0", text="Other words")
    read.remove("v0")
    assert used(read) == 5
    assert "votes-over-budget" in set(read.check()["rule"])


@given(st.lists(st.tuples(
    st.sampled_from(["add", "weigh", "remove", "page"]), st.sampled_from(["Ana", "Ben"]),
    st.integers(0, 3), st.integers(0, 4)), max_size=25))  # fmt: skip
def test_e130_no_sequence_of_edits_goes_over_the_budget(steps):
    j = room()
    line = Line(j)
    for n, (what, voter, card, weight) in enumerate(steps):
        there = [v for v in j.votes if v.voter == voter and v.target == f"c{card}"]
        try:
            if what == "add":
                j.add_vote("round", f"c{card}", voter, weight=weight)
            elif what == "page":
                line.push(vote(f"p{n}", f"c{card}", voter, weight), first=n)
            elif there:
                j.remove(there[0]) if what == "remove" else j.update(there[0], weight=weight)
        except cjm.VoteRefused:
            pass
        assert max(used(j, "Ana"), used(j, "Ben")) <= 3
