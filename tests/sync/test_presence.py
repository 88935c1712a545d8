"""Who is here: what the kernel tells the views about each other, and what it never keeps."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model.change import invert
from cjm_widgets.model.errors import InvalidDocument
from cjm_widgets.model.kinds import MAX_TEXT
from cjm_widgets.model.presence import (
    MAX_CLIENTS,
    MAX_NAME,
    MAX_NAMES,
    SILENCE,
    People,
    clean_name,
)
from cjm_widgets.model.rebase import settle_undo
from tests.sync.simulation import small_map


class Room:
    """A map with people at it, whose clock a test moves on. A line is a comm to some clients."""

    def __init__(self):
        self.now = 100.0
        self.journey = small_map()
        self.people = self.journey.authority.people = People(lambda: self.now, pace=0)

    def line(self):
        return Line(self)


class Line:
    def __init__(self, room):
        self.sent = []
        self.link = room.journey.authority.link(
            lambda message: self.sent.append(json.loads(json.dumps(message)))
        )
        self.epoch = room.journey.store.epoch

    def take(self):
        taken, self.sent[:] = list(self.sent), []
        return taken

    def hello(self, client, name=None, page=None):
        who = None if name is None else {"name": name, "color": 1, "page": page or client}
        self.link.receive({
            "type": "hello", "protocol": 1, "client": client, "have": None, "pending": [],
            **({"who": who} if who else {}),
        })  # fmt: skip

    def say(self, client, **body):
        self.link.receive({"type": "presence", "client": client, **body})

    def push(self, client, number, change):
        self.link.receive({
            "type": "push", "client": client, "epoch": self.epoch,
            "changes": [{"id": f"{client}.{number}", "label": "edit", "change": change}],
        })  # fmt: skip


def rename(record, old, new, field="name"):
    return {"updated": {record: {field: [old, new]}}}


def news(line):
    return [
        ({p["client"]: (p["name"], p.get("at"), p.get("typing")) for p in m["people"]}, m["gone"])
        for m in line.take()
        if m["type"] == "presence"
    ]


def test_w2_alone_nobody_hears_anything():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.say("a", at=["tp-0"])
    line.say("a", at=["tp-1"])
    assert [m["type"] for m in line.sent] == ["welcome"]
    assert "people" not in line.sent[0]
    assert room.people.here == ["a"]


def test_w2_who_comes_is_told_who_is_here_and_the_others_hear_of_it():
    room = Room()
    one, two = room.line(), room.line()
    one.hello("a", "Ana")
    one.say("a", at=["tp-0"], typing=["tp-0", "name"])
    one.take()
    two.hello("b", "Ben", page="kitchen")
    welcome, told = two.take()
    assert welcome["people"] == [
        {"client": "a", "name": "Ana", "color": 1, "page": "a", "at": ["tp-0"],
         "typing": ["tp-0", "name"]},
    ]  # fmt: skip
    assert told["people"] == [{"client": "b", "name": "Ben", "color": 1, "page": "kitchen"}]
    assert news(one) == [({"b": ("Ben", None, None)}, [])]
    # The same hello again is no news; another name is.
    two.hello("b", "Ben", page="kitchen")
    assert news(one) == []
    two.hello("b", "Benedikt", page="kitchen")
    assert news(one) == [({"b": ("Benedikt", None, None)}, [])]


def test_w3_only_what_changed_is_told_to_every_channel():
    room = Room()
    one, two = room.line(), room.line()
    one.hello("a", "Ana")
    one.hello("c", "Cleo")
    two.hello("b", "Ben")
    for line in (one, two):
        line.take()
    two.say("b", at=["tp-1"])
    two.say("b", at=["tp-1"])
    assert news(one) == [({"b": ("Ben", ["tp-1"], None)}, [])]
    assert news(two) == [({"b": ("Ben", ["tp-1"], None)}, [])]
    two.say("b")
    assert news(one) == [({"b": ("Ben", None, None)}, [])]


def test_w3_thirty_people_at_work_are_told_at_a_beat():
    room = Room()
    room.people = room.journey.authority.people = People(lambda: room.now, pace=60)
    line = room.line()
    for n in range(30):
        line.hello(f"v{n}", f"Person {n}")
    line.take()
    for round_ in range(10):
        for n in range(30):
            line.say(f"v{n}", at=[f"tp-{round_}"])
    assert news(line) == []
    room.people._news._drain_now()
    ((people, gone),) = news(line)
    assert len(people) == 30
    assert gone == []
    assert {spot for _, (spot,), _ in people.values()} == {"tp-9"}


def test_w4_who_is_silent_is_gone_and_a_heartbeat_brings_it_back():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.hello("b", "Ben")
    line.take()
    for _ in range(3):
        room.now += 10
        line.say("b")
        assert news(line) == []
    room.now += 1
    line.say("b")
    assert news(line) == [({}, ["a"])]
    assert room.people.here == ["b"]
    line.say("a", at=["tp-0"])
    assert news(line) == [({"a": ("Ana", ["tp-0"], None)}, [])]


def test_w4_who_was_alone_and_silent_is_not_gone_when_somebody_comes():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    room.now += 10 * SILENCE
    line.hello("b", "Ben")
    assert room.people.here == ["a", "b"]
    line.say("b")
    assert room.people.here == ["a", "b"]
    for _ in range(4):
        room.now += 10
        line.say("b")
    assert room.people.here == ["b"]


def test_w4_a_kernel_that_was_busy_finds_everybody_still_here():
    room = Room()
    line = room.line()
    for name in ("a", "b", "c"):
        line.hello(name, name)
    line.take()
    room.now += 10 * SILENCE
    for name in ("a", "b", "c"):
        line.say(name)
    assert news(line) == []
    assert room.people.here == ["a", "b", "c"]


def test_w4_who_says_bye_or_loses_its_channel_is_gone():
    room = Room()
    one, two = room.line(), room.line()
    one.hello("a", "Ana")
    two.hello("b", "Ben")
    two.hello("c", "Cleo")
    one.take()
    two.say("b", bye=True)
    assert news(one) == [({}, ["b"])]
    two.link.close()
    assert news(one) == [({}, ["c"])]
    assert room.people.here == ["a"]
    assert room.people.names == {"a": "Ana", "b": "Ben", "c": "Cleo"}


def test_w4_a_goodbye_of_somebody_who_never_came():
    room = Room()
    one, two = room.line(), room.line()
    one.hello("a", "Ana")
    two.hello("b", "Ben")
    one.take()
    two.say("stranger", bye=True)
    assert news(one) == []
    assert room.people.here == ["a", "b"]


def test_w5_presence_leaves_the_map_and_its_history_alone():
    room = Room()
    heard = []
    room.journey.on_change(heard.append)
    before = room.journey.to_json()
    line = room.line()
    line.hello("a", "Ana Nowhere")
    line.hello("b", "Ben")
    line.say("a", at=["tp-0"], typing=["tp-0", "name"])
    assert room.journey.to_json() == before
    assert (room.journey.revision, room.journey.history, heard) == (0, [], [])
    assert "Ana Nowhere" not in room.journey.to_json()


def test_w5_a_cell_that_holds_the_map_does_not_hold_up_presence():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.hello("b", "Ben")
    line.take()
    with room.journey.transaction("long"):
        line.say("a", at=["tp-0"])
        assert news(line) == [({"a": ("Ana", ["tp-0"], None)}, [])]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "presence"},
        {"type": "presence", "client": 7},
        {"type": "presence", "client": "x" * 65},
    ],
)
def test_w1_a_message_without_a_client_is_refused(message):
    room = Room()
    with pytest.raises(InvalidDocument):
        room.line().link.receive(message)
    assert room.people.here == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@given(at=JSON, typing=JSON, who=JSON, bye=JSON)
def test_w1_whatever_is_said_what_is_relayed_is_small_and_well_formed(at, typing, who, bye):
    room = Room()
    line = room.line()
    line.hello("b", "Ben")
    line.say("a", at=at, typing=typing, who=who, bye=bye)
    for message in line.take():
        assert len(json.dumps(message)) < 60_000
        for person in message.get("people", []) if message["type"] == "presence" else []:
            assert set(person) <= {"client", "name", "color", "page", "at", "typing"}
            assert len(person["name"]) <= MAX_NAME
            assert len(person.get("at", [])) <= 3
            assert len(json.dumps(person)) < 1_000


@given(st.text(max_size=600))
def test_w1_a_name_is_one_short_line_and_cleaning_is_done_once(text):
    name = clean_name(text)
    assert len(name) <= MAX_NAME
    assert name == name.strip(" ")
    assert name.isprintable() or "\n" not in name
    assert clean_name(name) == name


def test_w4_the_roster_is_bounded():
    people = People(lambda: 0.0, pace=0)
    send = [].append
    for n in range(MAX_NAMES + 50):
        people.join(f"v{n}", {"name": f"N{n}"}, send)
        if n >= 5:
            people.receive({"client": f"v{n}", "bye": True}, send)
    assert len(people.names) == MAX_NAMES
    assert people.name("v0") == "N0", "who is here keeps the name"
    assert people.name("v5") == ""
    for n in range(2 * MAX_CLIENTS):
        people.join(f"w{n}", None, send)
    assert len(people.here) == MAX_CLIENTS


def test_w6_a_change_tells_the_name_of_who_made_it():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.hello("b")
    line.take()
    line.push("a", 1, rename("tp-0", "Step 0", "Ana's"))
    line.push("b", 1, rename("tp-1", "Step 1", "A guest's"))
    room.journey.update("tp-2", name="Code's")
    told = [c for m in line.take() if m["type"] == "changed" for c in m["changes"]]
    assert [(c["by"], c.get("author")) for c in told] == [
        ("a", "Ana"), ("b", None), ("python", None),
    ]  # fmt: skip
    assert [(e.by, e.author) for e in room.journey.history] == [
        ("a", "Ana"), ("b", ""), ("python", ""),
    ]  # fmt: skip


def test_w6_a_change_keeps_the_name_its_author_had_then():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.push("a", 1, rename("tp-0", "Step 0", "one"))
    line.say("a", who={"name": "Anna Maria"})
    line.push("a", 2, rename("tp-0", "one", "two"))
    assert [e.author for e in room.journey.history] == ["Ana", "Anna Maria"]


def test_s35_a_replaced_text_is_kept_with_who_replaced_it_and_who_wrote_it():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.hello("b", "Ben")
    line.push("a", 1, rename("tp-0", "Step 0", "Hers"))
    line.push("b", 1, rename("tp-0", "Step 0", "His"))
    (comment,) = room.journey.comments
    assert (comment.target, comment.author) == ("tp-0", "Ben")
    assert comment.text == "Replaced text of “name” (Ana): Hers"
    # What code wrote, and a guest replaces, has no names.
    room.journey.update("tp-1", name="Code's")
    line.push("guest", 1, rename("tp-1", "Step 1", "A guest's"))
    assert [(c.author, c.text) for c in room.journey.comments][1:] == [
        ("", "Replaced text of “name”: Code's")
    ]


def test_s35_a_long_text_and_a_long_name_fit_into_comments():
    room = Room()
    line = room.line()
    long = "y" * MAX_TEXT
    line.hello("a", "N" * 400)
    line.push("a", 1, rename("tp-0", "", long, "description"))
    line.push("b", 1, rename("tp-0", "", "short", "description"))
    texts = [comment.text for comment in room.journey.comments]
    assert len(texts) == 2
    assert sum(text.count("y") for text in texts) == MAX_TEXT
    assert max(map(len, texts)) <= MAX_TEXT


def test_s34_undo_does_not_take_the_only_copy_of_a_replaced_text():
    room = Room()
    journey = room.journey
    line = room.line()
    line.hello("a", "Ana")
    journey.update("tp-0", name="Theirs")
    line.push("a", 1, rename("tp-0", "Step 0", "Mine"))
    assert [c.text for c in journey.comments] == ["Replaced text of “name”: Theirs"]
    hers = invert(journey.history[-1].change)
    journey.update("tp-0", name="Newest")
    # The view takes back what the authority made of its edit, as far as it fits now.
    settled, skipped = settle_undo(hers, journey.store.state)
    assert (bool(settled), skipped) == (False, 1)
    # Step by step the text comes back to its field, and its copy goes.
    journey.undo()
    assert journey.get("tp-0").name == "Mine"
    journey.undo()
    assert journey.get("tp-0").name == "Theirs"
    assert len(journey.comments) == 0


def test_w2_a_new_name_says_nothing_about_the_place():
    room = Room()
    line = room.line()
    line.hello("a", "Ana")
    line.hello("b", "Ben")
    line.say("a", at=["tp-0"])
    line.take()
    line.say("a", who={"name": "Anna"})
    assert news(line) == [({"a": ("Anna", ["tp-0"], None)}, [])]
