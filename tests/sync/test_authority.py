"""What the authority promises whatever a view sends, and whatever the channel does."""

from __future__ import annotations

import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.model.authority import DIGEST_EVERY, MAX_PUSH
from cjm_widgets.model.digest import digest
from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.kinds import MAX_TEXT
from tests.sync.simulation import small_map


class Line:
    """A link of a journey, with what it sent as the text of a comm message."""

    def __init__(self, journey):
        self.sent = []
        self.link = journey.authority.link(lambda m: self.sent.append(json.loads(json.dumps(m))))
        self.epoch = journey.store.epoch

    def push(self, *changes, client="v", first=1, epoch=None):
        items = [
            {"id": f"{client}.{first + n}", "label": "Edit", "change": change}
            for n, change in enumerate(changes)
        ]
        self.link.receive({
            "type": "push", "client": client, "epoch": epoch or self.epoch, "changes": items,
        })  # fmt: skip

    def hello(self, have=None, pending=(), client="v"):
        self.link.receive({
            "type": "hello", "protocol": 1, "client": client, "have": have,
            "pending": list(pending),
        })  # fmt: skip
        return self.sent[-1]


def rename(record, old, new, field="name"):
    return {"updated": {record: {field: [old, new]}}}


def test_s41_revisions_and_authors():
    journey = small_map()
    line = Line(journey)
    line.push(rename("tp-0", "Step 0", "a"), rename("tp-1", "Step 1", "b"))
    journey.update("tp-2", name="c")
    assert [(m["revision"], [c["by"] for c in m["changes"]]) for m in line.sent] == [
        (2, ["v", "v"]),
        (3, ["python"]),
    ]


def test_s42_a_push_sent_again_is_answered_and_not_made_again():
    journey = small_map()
    line = Line(journey)
    removed = {"removed": {"tp-9": {"type": "touchpoint", "id": "tp-9", "place": {"order": "a0"}}}}
    line.push(rename("tp-0", "Step 0", "a"), rename("tp-9", "", "b"), removed)
    journey.update("tp-0", name="later")
    line.push(rename("tp-0", "Step 0", "a"), rename("tp-9", "", "b"), removed)
    answer = line.sent[-1]
    assert answer["changes"] == []
    assert answer["known"] == ["v.1", "v.3"]
    assert [r["code"] for r in answer["rejected"]] == ["removed"]
    assert answer["revision"] == journey.revision == 3
    assert journey.get("tp-0").name == "later"
    again = line.hello({"epoch": line.epoch, "revision": 3}, ["v.1", "v.2", "v.4"])
    assert again["known"] == ["v.1"]
    assert [r["id"] for r in again["rejected"]] == ["v.2"]


def test_s44_a_welcome_holds_what_was_missed_or_everything():
    journey = small_map()
    line = Line(journey)
    for n in range(5):
        journey.update("tp-0", name=f"n{n}")
    missed = line.hello({"epoch": line.epoch, "revision": 3})
    assert [c["change"]["updated"]["tp-0"]["name"][1] for c in missed["changes"]] == ["n3", "n4"]
    for have in (
        None, {"epoch": "other", "revision": 3}, {"epoch": line.epoch, "revision": 6},
        {"epoch": line.epoch, "revision": -1}, {"epoch": line.epoch, "revision": "3"}, {}, [],
    ):  # fmt: skip
        welcome = line.hello(have)
        assert "changes" not in welcome
        assert len(welcome["records"]) == len(journey.store.state.records)


def test_s44_a_history_too_short_gives_everything():
    journey = small_map()
    line = Line(journey)
    for n in range(10_005):
        journey.update(title=f"n{n}")
    line.sent.clear()
    assert "records" in line.hello({"epoch": line.epoch, "revision": 4})
    assert len(line.hello({"epoch": line.epoch, "revision": 5})["changes"]) == 10_000


def test_s50_a_push_for_another_life_of_the_map_is_answered_with_this_one():
    journey = small_map()
    line = Line(journey)
    line.push(rename("tp-0", "Step 0", "a"), epoch="before")
    assert line.sent[-1]["type"] == "welcome"
    assert line.sent[-1]["epoch"] == line.epoch
    assert "records" in line.sent[-1]
    assert journey.revision == 0


def test_s44_d8_the_digest_now_and_then_is_that_of_the_document():
    journey = small_map()
    line = Line(journey)
    for n in range(3 * DIGEST_EVERY):
        journey.update("tp-1", name=f"é{n}", wait=n / 7)
        if n % 40 == 0:
            journey.remove(journey.add_card("tp-1", "pain", "x"))
            journey.undo()
        for message in line.sent:
            if "digest" in message:
                assert message["revision"] == journey.revision
                assert message["digest"] == digest(journey.store.state.records.values())
                line.sent.clear()
                break
        else:
            assert journey.revision % DIGEST_EVERY, "the digest is missing"


def test_s19_s21_the_comment_for_a_replaced_text_stands_after_one_added_with_it():
    journey = small_map()
    line = Line(journey)
    journey.update("tp-0", name="theirs")
    comment = {"type": "comment", "id": "cm-1", "place": {"order": "a0"}, "target": "tp-1"}
    line.push({"added": {"cm-1": comment}, **rename("tp-0", "Step 0", "mine")})
    orders = [c.place.order for c in journey.comments]
    assert len(set(orders)) == 2
    assert journey.comments[1].text == "Replaced text of “name”: theirs"


@pytest.mark.parametrize("size", [1, MAX_TEXT - 1, MAX_TEXT])
def test_s19_a_replaced_text_is_kept_whole_however_long_it_is(size):
    journey = small_map()
    line = Line(journey)
    text = ("0123456789é…" * MAX_TEXT)[:size]
    journey.update("tp-0", description=text)
    line.push(rename("tp-0", "", "mine", "description"))
    head = "Replaced text of “description”: "
    assert all(c.text.startswith(head) for c in journey.comments)
    assert "".join(c.text.removeprefix(head) for c in journey.comments) == text
    assert journey.to_dict() == type(journey).from_dict(journey.to_dict()).to_dict()


@pytest.mark.parametrize("old", [None, 5, "ab", {"a": 1}, True, [["x"]], [None]])
@pytest.mark.parametrize(
    ("field", "new"),
    [("tags", ["t"]), ("channels", ["ch-1"]), ("name", "n"), ("wait", 3), ("place", None)],
)
def test_s53_an_odd_old_value_only_means_that_somebody_was_faster(old, field, new):
    journey = small_map()
    line = Line(journey)
    new = new or {"order": "a7", "parent": "ph-1"}
    line.push({"updated": {"tp-0": {field: [old, new]}}})
    assert journey.revision == 1
    plain = line.hello()["records"]
    assert next(r for r in plain if r["id"] == "tp-0")[field] == new


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**60) | st.floats(allow_nan=False)
    | st.sampled_from(["", "tp-0", "ph-1", "name", "a0", "a1", "journey", "touchpoint", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([
            "added", "updated", "removed", "type", "id", "place", "order", "parent", "level",
            "name", "tags", "channels", "tp-0", "ph-1", "cd-0", "map-0", "new-1", "extra",
        ]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(change=_JSON, part=_JSON, record=st.sampled_from(["tp-0", "cd-0", "map-0", "pe-1", "x"]))
@pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.UnknownValueWarning")
def test_s53_whatever_a_view_sends_is_decided_and_the_document_stays_whole(change, part, record):
    journey = small_map()
    line = Line(journey)
    pushes = [
        change,
        {"added": {record: part}},
        {"updated": {record: part}},
        {"updated": {record: {"name": ["", part]}}},
        {"updated": {record: {"name": [part, "n"], "tags": [part, ["t"]]}}},
        {"updated": {record: {"place": [part, part]}}},
        {"added": {"new-1": {"type": "card", "id": "new-1", "place": part, "lane": "ln-1"}}},
        {"removed": {record: part}},
    ]
    line.push(*pushes)
    told = [c["id"] for m in line.sent for c in m["changes"]]
    told += [r["id"] for m in line.sent for r in m["rejected"]]
    assert sorted(told) == [f"v.{n + 1}" for n in range(len(pushes))]
    assert not any(r["code"] == "error" for m in line.sent for r in m["rejected"])
    again = type(journey).from_dict(journey.to_dict())
    assert again.to_dict() == journey.to_dict()


@pytest.mark.parametrize(
    "message",
    [
        None, 5, "hello", [], {}, {"type": "hello"}, {"type": "welcome", "client": "v"},
        {"type": "push", "client": "v" * 65, "changes": []},
        {"type": "push", "client": 3, "changes": []},
    ],
)  # fmt: skip
def test_s53_what_is_no_message_is_refused(message):
    journey = small_map()
    with pytest.raises(CjmError):
        Line(journey).link.receive(message)
    assert journey.revision == 0


def test_s53_a_push_that_ends_badly_is_told_as_far_as_it_went():
    journey = small_map()
    line = Line(journey)
    good = {"id": "v.1", "label": None, "change": rename("tp-0", "Step 0", "a")}
    push = {"type": "push", "client": "v", "epoch": line.epoch}
    for bad in ({"change": {}}, 5, {"id": 7}, {"id": "v" * 129}):
        with pytest.raises(CjmError):
            line.link.receive({**push, "changes": [good, bad]})
    assert [m["revision"] for m in line.sent] == [1]
    with pytest.raises(CjmError):
        line.link.receive({**push, "changes": [good] * (MAX_PUSH + 1)})


def test_s53_an_error_of_ours_is_an_answer_too(monkeypatch, caplog):
    """A push without an answer would be sent again for ever, and hold up what follows."""
    journey = small_map()
    line = Line(journey)
    with monkeypatch.context() as patched:
        patched.setattr("cjm_widgets.model.store.rebase", lambda *_: 1 / 0)
        line.push(rename("tp-0", "Step 0", "a"))
    assert [r["code"] for r in line.sent[-1]["rejected"]] == ["error"]
    line.push(rename("tp-0", "Step 0", "b"), first=2)
    assert journey.get("tp-0").name == "b"
    assert "ZeroDivisionError" in caplog.text


def test_s55_a_message_inside_a_transaction_waits_for_its_end():
    """An async cell that waits inside one lets messages in, on the thread that holds the lock."""
    journey = small_map()
    line = Line(journey)
    with pytest.raises(ZeroDivisionError), journey.transaction():  # noqa: PT012
        journey.update("tp-0", name="not to be")
        line.push(rename("tp-1", "Step 1", "a"))
        line.link.receive({"type": "hello", "client": "v", "have": None, "pending": []})
        assert line.sent == []
        _ = 1 / 0
    assert [m["type"] for m in line.sent] == ["changed", "welcome"]
    assert [e.id for e in journey.history] == ["v.1"]
    names = {r["id"]: r.get("name") for r in line.sent[1]["records"]}
    assert (names["tp-0"], names["tp-1"]) == ("Step 0", "a")
    assert journey.get("tp-1").name == "a"

    with journey.transaction("both"):
        journey.update("tp-0", name="b")
        with journey.transaction():
            line.push(rename("tp-1", "a", "c"), first=2)
        journey.update("tp-2", name="d")
    assert [e.label for e in journey.history] == ["Edit", "both", "Edit"]
    assert [m["revision"] for m in line.sent[2:]] in ([2, 3], [3])


def test_s59_a_channel_that_fails_stops_neither_the_edit_nor_the_others(caplog):
    journey = small_map()

    def broken(_message):
        raise ConnectionError("the kernel is going down")

    first = Line(journey)
    journey.authority.link(broken)
    last = Line(journey)
    with caplog.at_level(logging.ERROR):
        journey.update("tp-0", name="a")
        journey.update("tp-0", name="b")
    assert [m["revision"] for m in first.sent] == [m["revision"] for m in last.sent] == [1, 2]
    assert "ConnectionError" in caplog.text


def test_s41_a_closed_link_sends_nothing_more():
    journey = small_map()
    line = Line(journey)
    line.link.close()
    line.link.close()
    journey.update("tp-0", name="a")
    assert line.sent == []


@pytest.mark.parametrize("pace", [0.0, 30.0])
def test_s57_edits_of_code_can_wait_and_answers_do_not(pace):
    journey = small_map()
    sent = []
    link = journey.authority.link(sent.append, pace=pace)
    journey.update(title="at once")
    for n in range(100):
        journey.update(title=f"n{n}")
    assert len(sent) == (1 if pace else 101)
    push = {"id": "v.1", "label": "", "change": rename("tp-0", "Step 0", "a")}
    link.receive({
        "type": "push", "client": "v", "epoch": journey.store.epoch, "changes": [push],
    })  # fmt: skip
    # The answer comes at once and in order, so what could wait goes with it.
    assert len(sent) == (2 if pace else 102)
    assert sent[-1]["revision"] == 102
    assert sent[-1]["changes"][-1]["id"] == "v.1"


def test_s57_without_threads_nothing_waits(monkeypatch):
    """Python in a browser has none to wait in."""

    def no_threads(_self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("cjm_widgets.model.alarm.Thread.start", no_threads)
    journey = small_map()
    sent = []
    journey.authority.link(sent.append, pace=30.0)
    for n in range(3):
        journey.update(title=f"n{n}")
    assert [m["revision"] for m in sent] == [1, 2, 3]


def test_s42_the_last_ids_are_remembered(monkeypatch):
    """A resend comes soon: so many ids are kept as changes are in the history."""
    monkeypatch.setattr("cjm_widgets.model.authority.HISTORY", 3)
    journey = small_map()
    line = Line(journey)
    line.push(*(rename("tp-0", "?", f"n{n}") for n in range(5)))
    assert [journey.authority.decided(f"v.{n}") for n in range(1, 6)] == [False] * 2 + [True] * 3


def test_p4_ids_of_an_earlier_life_are_taken_as_made():
    """What is in the map already is answered, and not made again; a refusal stays one."""
    journey = small_map()
    line = Line(journey)
    line.push(rename("gone", "?", "a"))
    journey.authority.remember(["v.1", "v.2"])
    line.push(rename("tp-0", "Step 0", "a"), first=2)
    assert line.sent[-1]["known"] == ["v.2"]
    assert journey.get("tp-0").name == "Step 0"
    line.push(rename("gone", "?", "a"))
    assert [r["id"] for r in line.sent[-1]["rejected"]] == ["v.1"]


def test_s53_a_record_without_its_place_is_refused():
    """What a record cannot do without is named; a type that has no place needs none."""
    journey = small_map()
    line = Line(journey)
    line.push({"added": {"new": {"type": "touchpoint", "id": "new"}}})
    (refused,) = line.sent[-1]["rejected"]
    assert refused["code"] == "invalid"
    assert "place" in refused["message"]
    line.push({"added": {"ex": {"type": "experience", "id": "ex", "touchpoint": "tp-0"}}}, first=2)
    assert journey.get("ex").touchpoint == "tp-0"


def test_s53_unknown_fields_have_names_of_their_own():
    journey = small_map()
    line = Line(journey)
    line.push(
        rename("tp-0", {}, {"mood": "blue"}, "extra"), rename("tp-0", {}, {"name": 1}, "extra")
    )
    assert journey.get("tp-0").extra == {"mood": "blue"}
    assert "cannot be kept there" in line.sent[-1]["rejected"][0]["message"]
