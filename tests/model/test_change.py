"""The algebra of changes, beyond the vectors that both languages share."""

from __future__ import annotations

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.change import Change, apply, difference, invert, squash
from cjm_widgets.model.errors import WrongBase
from cjm_widgets.model.records import Phase, Place, Touchpoint

PLACE = Place(order="a0")
PHASE = Phase(id="x", name="One", place=PLACE)


def renamed(old: str, new: str) -> Change:
    return Change(updated={"x": {"name": (old, new)}})


def test_s1_a_change_that_says_nothing_is_false() -> None:
    """[S1] A change is true when it does anything, whatever it is that it does."""
    assert not Change()
    for change in (Change(added={"x": PHASE}), Change(removed={"x": PHASE}), renamed("a", "b")):
        assert change
        assert change.ids == {"x"}
    assert Change(added={"a": PHASE}, updated={"b": {}}, removed={"c": PHASE}).ids == set("abc")


def test_j5_a_change_is_shown_in_one_short_line(bike: cjm.Journey) -> None:
    """[J5] What it did to how many records; by id and field where they are few."""
    assert repr(Change()) == "<Change: nothing>"
    assert repr(bike.update("ad", wait=3)) == "<Change: updated ad (wait)>"
    change = bike.update("ad", name="A", duration=1, wait=2, tags=["x"])
    assert repr(change) == "<Change: updated ad (name, duration, wait, …)>"
    assert repr(bike.remove("before", "value")) == (
        "<Change: updated main (steps), board (about); removed 1 metric value, 1 phase, "
        "1 touchpoint, 6 more>"
    )
    with bike.transaction("Many") as done:
        for at in range(1000):
            bike.add_touchpoint(f"T{at}", phase="buying")
        for at, step in enumerate(bike.touchpoints):
            bike.update(step, wait=at)
        for name in ("gain", "idea"):
            bike.update(name, text="Other")
    assert repr(done()) == "<Change: added 1000 touchpoints; updated 5 records>"


@pytest.mark.parametrize(
    ("change", "record", "field", "value", "words"),
    [
        (Change(removed={"x": Phase(id="x", name="Other", place=PLACE)}), "x", None, None,
         "record 'x' is not as it was when it was to be removed; rebase first"),
        (Change(removed={"y": PHASE}), "y", None, None,
         "record 'y' is not as it was when it was to be removed; rebase first"),
        (Change(added={"x": PHASE}), "x", None, None,
         "record 'x' is there already; use another id"),
        (Change(updated={"y": {"name": ("", "b")}}), "y", None, None, "record 'y' is not there"),
        (renamed("Two", "b"), "x", "name", "Two", "x.name is 'One', not 'Two'; rebase first"),
        (Change(removed={"x": PHASE}, updated={"x": {"name": ("One", "b")}}), "x", None, None,
         "record 'x' is not there"),
    ],
)  # fmt: skip
def test_s2_what_does_not_fit_is_named(
    change: Change, record: str, field: str | None, value: object, words: str
) -> None:
    """[S2] The error names record, field and value; a change is for one document only."""
    records = {"x": PHASE}
    with pytest.raises(WrongBase) as caught:
        apply(records, change)
    assert caught.value.message == words
    assert (caught.value.record, caught.value.field, caught.value.value) == (record, field, value)
    assert records == {"x": PHASE}


def test_s2_a_record_may_be_replaced_in_one_change() -> None:
    """[S2] Removed and added at once, an id becomes another record; added only, it is taken."""
    other = Touchpoint(id="x", name="T", place=PLACE)
    change = Change(added={"x": other}, removed={"x": PHASE})
    assert apply({"x": PHASE}, change) == {"x": other}
    assert apply({"x": other}, invert(change)) == {"x": PHASE}
    added = Change(added={"x": PHASE}, updated={"x": {"name": ("One", "Two")}})
    assert apply({}, added) == {"x": Phase(id="x", name="Two", place=PLACE)}


def test_s4_a_squash_of_any_number() -> None:
    """[S4] None is nothing, one is itself, and the parts stay as they were."""
    assert squash() == Change()
    first, second, third = renamed("a", "b"), renamed("b", "c"), renamed("c", "a")
    assert squash(first) == first
    assert squash(first, second) == renamed("a", "c")
    assert squash(first, second, third) == Change()
    assert (first, second) == (renamed("a", "b"), renamed("b", "c"))


def test_s4_fields_of_one_record_stay_apart() -> None:
    """[S4] Each field keeps its first old and its last new value; what comes back is left out."""
    both = Change(updated={"x": {"name": ("a", "b"), "color": ("", "#000000")}})
    assert squash(both, renamed("b", "a")) == Change(updated={"x": {"color": ("", "#000000")}})
    assert squash(renamed("a", "b"), Change(updated={"x": {"color": ("", "#000000")}})) == both


def test_s5_a_record_that_comes_and_goes() -> None:
    """[S5] Added and removed is nothing; removed and added again is what differs."""
    add, remove = Change(added={"x": PHASE}), Change(removed={"x": PHASE})
    now = Phase(id="x", name="Two", place=PLACE)
    assert squash(add, remove) == Change()
    assert squash(remove, add) == Change()
    assert squash(remove, Change(added={"x": now})) == renamed("One", "Two")
    assert squash(add, renamed("One", "Two")) == Change(added={"x": now})
    assert squash(renamed("One", "Two"), Change(removed={"x": now})) == remove
    other = Touchpoint(id="x", place=PLACE)
    assert squash(remove, Change(added={"x": other})) == Change(
        added={"x": other}, removed={"x": PHASE}
    )


def test_s5_others_are_not_touched() -> None:
    """[S5] What was added and then removed or updated keeps nothing else from being done."""
    other = Phase(id="y", place=Place(order="a1"))
    names = Change(updated={"x": {"name": ("One", "Two")}, "y": {"name": ("", "Other")}})
    assert squash(Change(added={"x": PHASE}), names).updated == {"y": {"name": ("", "Other")}}
    whole = squash(
        Change(added={"x": PHASE, "y": other}),
        Change(removed={"x": PHASE, "z": Phase(id="z", place=Place(order="a2"))}),
    )
    assert whole.added == {"y": other}
    assert whole.removed.keys() == {"z"}


def test_s70_a_difference_has_the_fields_that_differ() -> None:
    """[S70] Each field that differs, with its old and new value, and no other."""
    new = Phase(id="x", name="Two", place=PLACE, collapsed=True)
    assert difference(PHASE, new) == {"name": ("One", "Two"), "collapsed": (False, True)}
    assert difference(PHASE, PHASE) == {}
