"""Two maps in one widget, without a browser: two conversations over one comm."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
import traitlets

import cjm_widgets as cjm
from tests.test_widgets import Wire, wait_for


@pytest.fixture
def planned(bike: cjm.Journey) -> cjm.Journey:
    return cjm.Journey.from_json(bike.to_json())


@pytest.fixture
def compared(bike: cjm.Journey, planned: cjm.Journey) -> Iterator[cjm.Compare]:
    compared = cjm.Compare(bike, planned, names=("Today", "Planned"), height=600)
    yield compared
    compared.close()


@pytest.fixture
def wire(compared: cjm.Compare) -> Wire:
    return Wire(compared)


def inside(wire: Wire, kind: str) -> list[dict[str, Any]]:
    """Return the messages of one kind that were sent to the second side."""
    sent = [m["content"] for m in wire.sent if m["method"] == "custom"]
    letters = [m["message"] for m in sent if m.get("side") == "b"]
    return [m for m in letters if m["type"] == kind]


def plain(wire: Wire, kind: str) -> list[dict[str, Any]]:
    """Return the messages of one kind that were sent to the first side."""
    sent = [m["content"] for m in wire.sent if m["method"] == "custom"]
    return [m for m in sent if m.get("type") == kind]


def to_b(message: dict[str, Any]) -> dict[str, Any]:
    return {"side": "b", "message": message}


HELLO = {"type": "hello", "protocol": 1, "client": "v1", "have": None, "pending": []}


def push(journey: cjm.Journey, name: str) -> dict[str, Any]:
    change = {"updated": {"ad": {"name": ["Sees the ad", name]}}}
    return {
        "type": "push", "client": "v1", "epoch": journey.store.epoch,
        "changes": [{"id": f"c-{name}", "label": "Rename", "change": change}],
    }  # fmt: skip


def test_e170_two_maps_on_one_comm(wire: Wire, bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E170] Each side has a conversation of its own; an edit reaches its map and no other."""
    wire.view(HELLO)
    wire.view(to_b(HELLO))
    (first,), (second,) = plain(wire, "welcome"), inside(wire, "welcome")
    assert first["epoch"] == bike.store.epoch
    assert second["epoch"] == planned.store.epoch
    wire.view(to_b(push(planned, "Sees the video")))
    assert (bike.touchpoints["ad"].name, planned.touchpoints["ad"].name) == (
        "Sees the ad", "Sees the video",
    )  # fmt: skip
    wire.view(push(bike, "Sees the poster"))
    assert (bike.revision, planned.revision) == (1, 1)
    assert bike.touchpoints["ad"].name == "Sees the poster"
    wait_for(lambda: plain(wire, "changed") and inside(wire, "changed"))
    assert len(inside(wire, "changed")) == len(plain(wire, "changed")) == 1
    # By code, too.
    planned.add_phase("New")
    wait_for(lambda: len(inside(wire, "changed")) == 2)
    assert len(plain(wire, "changed")) == 1
    wait_for(lambda: wire.state().get("_b_revision") == 2)


def test_e170_what_is_no_message_of_a_side(wire: Wire) -> None:
    """[E170] A refused message is answered to its own side; an unknown side to nobody."""
    wire.view(to_b({"type": "nonsense"}))
    assert len(inside(wire, "error")) == 1
    assert plain(wire, "error") == []
    wire.view({"side": "c", "message": HELLO})
    wire.view({"side": "b"})
    assert len(inside(wire, "error")) == 2
    assert plain(wire, "error") == plain(wire, "welcome") == []
    assert inside(wire, "welcome") == []


def test_e170_a_page_knows_from_the_start_that_there_are_two(
    bike: cjm.Journey, planned: cjm.Journey
) -> None:
    """[E170] The first state of the widget says so, so that no message of a side is missed."""
    opened: list[dict[str, Any]] = []

    class Watched(cjm.Compare):
        def open(self) -> None:
            opened.append(self.get_state())
            super().open()

    Watched(bike, planned, names=("Today", "Planned")).close()
    (state,) = opened
    assert state["_solo"] == {"part": "compare", "record": bike.id}
    assert state["_names"] == ["Today", "Planned"]


def test_e170_the_second_map_has_a_copy_of_its_own(compared: cjm.Compare, wire: Wire) -> None:
    """[E170] A view that is shown inside of something asks for both copies; none outside of
    a notebook."""
    wire.set(_b_copy_key="wanted", _copy_key="wanted")
    assert (compared._copy_key, compared._b_copy_key) == ("none", "none")


def test_e170_arguments(bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E170] What is no map, one map twice, wrong names and unknown options are refused."""
    listening = len(bike.store._mailboxes), len(planned.store._mailboxes)
    for wrong in ((bike, "planned"), (None, planned), (bike, cjm.Journey)):
        with pytest.raises(cjm.InvalidDocument, match="Compare shows two Journeys"):
            cjm.Compare(*wrong)  # type: ignore[arg-type]
    with pytest.raises(cjm.InvalidDocument, match="one and the same"):
        cjm.Compare(bike, bike)
    for names in ("ab", ("Today",), ("Today", "Today "), ("Today", ""), ("Today", 5), 5):
        with pytest.raises(cjm.InvalidDocument, match="two different texts") as caught:
            cjm.Compare(bike, planned, names=names)  # type: ignore[arg-type]
        assert caught.value.field == "names"
    with pytest.raises(cjm.UnknownField, match="did you mean 'names'"):
        cjm.Compare(bike, planned, name=("a", "b"))
    with pytest.raises(cjm.UnknownField, match="selection"):
        cjm.Compare(bike, planned, selection=[])
    for option in ({"theme": "blue"}, {"height": -1}, {"read_only": "no"}):
        with pytest.raises(traitlets.TraitError):
            cjm.Compare(bike, planned, **option)
    assert (len(bike.store._mailboxes), len(planned.store._mailboxes)) == listening


def test_e170_names_and_options(bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E170] The names are the titles where none are given, told apart."""
    planned.update(planned.info, map_type="future")
    compared = cjm.Compare(bike, planned, language="it", theme="dark", height=500)
    assert compared.names == ("Buying a bike (current)", "Buying a bike (future)")
    assert (compared.language, compared.theme, compared.height) == ("it", "dark", 500)
    assert (compared.a, compared.b, compared.journey) == (bike, planned, bike)
    assert repr(compared).startswith("Compare(<Journey")
    compared.close()


def test_e179_each_side_is_read_only_by_itself(bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E179] `read_only` is for both; a map that was opened so stays so."""
    locked = cjm.Journey.from_json(bike.to_json(), read_only=True)
    for a, b, option, expected in (
        (bike, planned, {}, (False, False)),
        (bike, planned, {"read_only": True}, (True, True)),
        (locked, planned, {}, (True, False)),
        (bike, locked, {}, (False, True)),
    ):
        compared = cjm.Compare(a, b, **option)
        assert (compared.read_only, compared._b_read_only) == expected
        compared.read_only = False
        assert (compared.read_only, compared._b_read_only) == (False, b is locked)
        compared.read_only = True
        assert (compared.read_only, compared._b_read_only) == (True, True)
        compared.close()


def test_e171_a_view_asks_which_is_which(
    compared: cjm.Compare, wire: Wire, bike: cjm.Journey, planned: cjm.Journey
) -> None:
    """[E171] It is told the pairs whose ids differ, with how certain they are, as of `diff`."""
    mine = bike.add_touchpoint("Calls the shop", phase="buying")
    theirs = planned.add_touchpoint("Call the shop", phase="buying")
    wire.view({"type": "ask", "id": "v1.1", "what": "pairs"})
    (answer,) = wait_for(lambda: plain(wire, "answer"))
    (pair,) = answer["value"]
    told = compared.difference.matches
    assert list(pair) == [*told.loc[0, ["a_id", "b_id", "certainty"]], False]
    assert list(pair)[:2] == [mine.id, theirs.id]
    # Nobody else answers that.
    wire.view(to_b({"type": "ask", "id": "v1.2", "what": "pairs"}))
    (refused,) = wait_for(lambda: inside(wire, "answer"))
    assert "no question" in refused["error"]


def test_e173_the_difference_as_it_is_now(compared: cjm.Compare, planned: cjm.Journey) -> None:
    """[E173] `difference` is that of `diff`, made anew each time, by the names of the two."""
    assert not compared.difference
    planned.update("ad", name="Sees the video")
    difference = compared.difference
    assert str(difference) == str(cjm.diff(compared.a, compared.b))
    assert "Sees the video" in str(difference)
    assert difference.labels == ("Today", "Planned")


def pairs_told(wire: Wire) -> list[Any]:
    before = len(plain(wire, "answer"))
    wire.view({"type": "ask", "id": "v1.1", "what": "pairs"})
    value: list[Any] = wait_for(lambda: plain(wire, "answer")[before:])[0]["value"]
    return [tuple(pair) for pair in value]


def test_e200_the_user_says_what_is_the_same(bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E200] `matches=` means what it means in `diff`, for the view as for `difference`; it holds
    for the records that were named, as long as they are there."""
    shop = bike.add_touchpoint("Tries it out", phase="buying")
    mall = planned.add_touchpoint("Strolls about", phase="buying")
    matches = {"Tries it out": "Strolls about", "ad": None}
    compared = cjm.Compare(bike, planned, names=("Today", "Planned"), matches=matches)
    wire = Wire(compared)
    expected = cjm.diff(bike, planned, matches=matches)
    assert str(compared.difference) == str(expected) != str(cjm.diff(bike, planned))
    assert pairs_told(wire) == [(shop.id, mall.id, 1.0, True), ("ad", None, 1.0, True)]
    # By what they are, not by what they are called.
    planned.update(mall, name="Window shopping")
    assert pairs_told(wire)[0] == (shop.id, mall.id, 1.0, True)
    planned.remove(mall)
    bike.remove("ad")
    assert pairs_told(wire) == []
    assert "Strolls" not in str(compared.difference)
    planned.undo()
    bike.undo()
    assert len(pairs_told(wire)) == 2
    assert "changed name" in str(compared.difference)
    compared.close()


@pytest.mark.parametrize(
    ("matches", "error", "message"),
    [
        (5, cjm.InvalidDocument, "matches are pairs, not 5"),
        ("ad", cjm.InvalidDocument, "matches are pairs"),
        (["ad"], cjm.InvalidDocument, "matches are pairs"),
        ([("ad", "ad", "ad")], cjm.InvalidDocument, "matches are pairs"),
        ({"ad": "nothing"}, cjm.UnknownRecord, "in the second map"),
        ({"nothing": "ad"}, cjm.UnknownRecord, "in the first map"),
        ({"ad": "buying"}, cjm.InvalidDocument, "one of type|of one type|there is no record"),
        ([("ad", "ad"), ("ad", "ad")], cjm.InvalidDocument, "twice"),
    ],
)
def test_e200_matches_that_are_none(
    bike: cjm.Journey, planned: cjm.Journey, matches: Any, error: type[Exception], message: str
) -> None:
    """[E200] What cannot be is a typed error that names the argument; nothing listens after it."""
    listening = len(bike.store._mailboxes)
    with pytest.raises(error, match=message) as caught:
        cjm.Compare(bike, planned, matches=matches)
    assert getattr(caught.value, "field", "") == "matches"
    with pytest.raises(error, match=message):
        cjm.diff(bike, planned, matches=matches)
    assert len(bike.store._mailboxes) == listening


def test_e170_closing_lets_go_of_both(bike: cjm.Journey, planned: cjm.Journey) -> None:
    """[E170] A closed comparison hears nothing any more and is freed; the maps stay."""
    before = len(bike.store._mailboxes), len(planned.store._mailboxes)
    compared = cjm.Compare(bike, planned, names=("a", "b"))
    wire = Wire(compared)
    held = weakref.ref(compared)
    compared.close()
    assert (len(bike.store._mailboxes), len(planned.store._mailboxes)) == before
    sent = len(wire.sent)
    planned.add_phase("x")
    assert len(wire.sent) == sent
    del compared, wire
    gc.collect()
    assert held() is None
