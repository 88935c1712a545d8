"""`diff`: which record is which, and what differs, as change, frame and text."""

from __future__ import annotations

import json
import time
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.compare.assignment import assign, best_pairs
from cjm_widgets.compare.plain import WIDTH, clean, cut, width, wrapped
from tests.strategies import SEEDS, TEXTS, RandomEdits, random_document

COUNTS = st.integers(min_value=0, max_value=12)
COLUMNS = [
    "kind", "record_type", "record_id", "record", "field", "old", "new", "phase_id", "phase",
    "touchpoint_id", "touchpoint", "b_id",
]  # fmt: skip
quiet = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")


def copy_of(journey: cjm.Journey) -> cjm.Journey:
    return cjm.Journey.from_json(journey.to_json())


def shop(**names: str) -> cjm.Journey:
    """Build the same map again, as somebody else would: with ids of its own."""
    j = cjm.Journey("Buying a bike")
    called = {
        "before": "Before", "buying": "Buying", "ad": "Sees the ad", "visit": "Visits the shop",
        "pay": "Pays at the counter", "pain": "Too many models",
    } | names  # fmt: skip
    ana = j.add_persona("Ana")
    before, buying = j.add_phase(called["before"]), j.add_phase(called["buying"])
    ad = j.add_touchpoint(called["ad"], phase=before, channels=["Instagram"])
    visit = j.add_touchpoint(called["visit"], phase=buying)
    pay = j.add_touchpoint(called["pay"], phase=buying)
    for touchpoint, score in ((ad, 1), (visit, -1), (pay, 2)):
        j.add_experience(touchpoint, ana, score)
    j.add_card(visit, "pain", called["pain"])
    j.add_edge(ad, visit, probability=0.5)
    return j


def rows(found: cjm.Diff) -> list[tuple[object, ...]]:
    frame = found.to_frame()[["kind", "record", "field", "old", "new"]]
    frame = frame.astype(object).where(frame.notna(), None)
    return list(frame.itertuples(index=False, name=None))


def test_g1_one_id_is_one_thing(bike: cjm.Journey) -> None:
    """[G1] Records of one id and type are the same, however different their names."""
    other = copy_of(bike)
    other.update("ad", name="Something else altogether")
    found = cjm.diff(bike, other)
    assert rows(found) == [
        ("changed", "Something else altogether", "name", "Sees the ad", "Something else altogether")
    ]
    assert len(found.matches) == 0


def test_g1_one_id_of_two_types_is_two_things() -> None:
    """[G1] A phase and a touchpoint of one id are not the same; both are there."""
    a, b = cjm.Journey("x"), cjm.Journey("x")
    a.add_phase("Pays", id="same")
    b.add_touchpoint("Pays", id="same")
    found = cjm.diff(a, b)
    assert [(r[0], r[1]) for r in rows(found)] == [("added", "Pays"), ("removed", "Pays")]
    assert set(found.to_frame()["b_id"].dropna()) == {"same"}
    assert a.apply(found.change)
    assert [t.name for t in a.touchpoints] == ["Pays"]
    assert len(a.phases) == 0


def test_g1_names_decide_where_ids_differ() -> None:
    """[G1] Of maps made by two people only what really differs is told, with how certain it is."""
    a, b = shop(), shop(visit="Visits a shop", pain="Too many models to choose from")
    assert rows(cjm.diff(a, shop())) == []
    found = cjm.diff(a, b)
    assert rows(found) == [
        ("changed", "Visits a shop", "name", "Visits the shop", "Visits a shop"),
        ("changed", "Too many models to choose from", "text", "Too many models",
         "Too many models to choose from"),
    ]  # fmt: skip
    matches = found.matches.set_index("b")
    assert matches.loc["Visits a shop", "a"] == "Visits the shop"
    assert 0.6 <= matches.loc["Visits a shop", "certainty"] < 1
    assert matches.loc["Sees the ad", "certainty"] == 1
    assert set(matches["how"]) == {"name"}


def test_g1_one_name_written_two_ways() -> None:
    """[G1] Width of letters, blanks and the way an accent is put on make no other name.

    Nor do they for checks, or for who asks for a persona by name.
    """
    one, other = cjm.Journey("Bar"), cjm.Journey("Bar")
    one.add_touchpoint("Caf\N{LATIN SMALL LETTER E WITH ACUTE} 24")
    step = other.add_touchpoint("  cafe\N{COMBINING ACUTE ACCENT} \uff12\uff14")
    pairs = {pair.b_id: pair for pair in cjm.diff(one, other).matches.itertuples()}
    assert pairs[step.id].certainty > 0.9
    ana = other.add_persona("Ren\N{LATIN SMALL LETTER E WITH ACUTE}")
    other.add_persona("Ben")
    assert cjm.diff(other, personas=("rene\N{COMBINING ACUTE ACCENT}", "Ben")).labels[0] == ana.name
    twin = other.add_touchpoint("Caf\N{LATIN SMALL LETTER E WITH ACUTE} 24")
    assert other.check(only=["duplicate-name"])["record"].tolist() == [twin.id]


def test_g1_what_is_not_alike_is_not_the_same() -> None:
    """[G1] What is less than 60 % certain is removed and added."""
    found = cjm.diff(shop(), shop(visit="Telephones customer service"))
    kinds = {(r[0], r[1]) for r in rows(found) if r[2] == "name"}
    assert kinds == {("removed", "Visits the shop"), ("added", "Telephones customer service")}
    assert (found.matches["certainty"] >= 0.6).all()


def test_g1_the_order_of_words_counts_little() -> None:
    """[G1] A name with its words turned round is still that name."""
    found = cjm.diff(shop(pay="Counter: pays there"), shop(pay="Pays there: counter"))
    assert {r[0] for r in rows(found)} == {"changed"}


def test_g1_twins_are_matched_in_order() -> None:
    """[G1] Several of one name are matched in order, and not for certain."""
    a, b = cjm.Journey("x"), cjm.Journey("x")
    for j, waits in ((a, (1, 2)), (b, (1, 3))):
        for wait in waits:
            j.add_touchpoint("Waits", wait=wait)
    found = cjm.diff(a, b)
    assert rows(found) == [("changed", "Waits", "wait", "2", "3")]
    certain = found.matches[found.matches["record_type"] == "touchpoint"]["certainty"]
    assert certain.tolist() == [0.8, 0.8]


def test_g2_a_phase_is_known_by_what_happens_in_it() -> None:
    """[G2] A phase whose name is new altogether is known by its touchpoints."""
    found = cjm.diff(shop(), shop(buying="Entscheidung"))
    assert rows(found) == [("changed", "Entscheidung", "name", "Buying", "Entscheidung")]


def test_g2_the_place_helps() -> None:
    """[G2] Of two as similar the one in the same phase is meant; one name elsewhere has moved."""
    a, b = cjm.Journey("x"), cjm.Journey("x")
    for j, names in (
        (a, ("Asks a friend 1", "Asks a friend 2")),
        (b, ("Asks friend", "Asks friend")),
    ):
        for phase, name in zip(("One", "Two"), names, strict=True):
            j.add_touchpoint(name, phase=j.add_phase(phase))
    assert {r[0] for r in rows(cjm.diff(a, b))} == {"changed"}
    moved = shop()
    pay = next(t for t in moved.touchpoints if t.name == "Pays at the counter")
    moved.move(pay, to=moved.phases[0])
    assert rows(cjm.diff(shop(), moved)) == [
        ("moved", "Pays at the counter", "phase", "Buying", "Before")
    ]


def test_g2_scores_and_edges_belong_to_what_they_are_about() -> None:
    """[G2] A score is that of its touchpoint and persona, an edge that between its ends."""
    b = shop(visit="Visits a shop")
    score = b.experiences[1]
    b.update(score, score=-2)
    b.update(b.edges[0], probability=0.75)
    found = [r for r in rows(cjm.diff(shop(), b)) if r[2] in ("score", "probability")]
    assert found == [
        ("changed", "Sees the ad > Visits a shop", "probability", "0.5", "0.75"),
        ("changed", "Visits a shop, Ana", "score", "-1", "-2"),
    ]


@given(st.integers(0, 5), st.integers(0, 5), SEEDS)
def test_g3_no_assignment_is_better(rows: int, columns: int, seed: int) -> None:
    """[G3] The pairs chosen add up to the most, as against every other way to choose."""
    scores = np.random.default_rng(seed).uniform(-0.3, 1, (rows, columns))
    found = assign(scores)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(scores[pair] > 0 for pair in found)
    positive = np.maximum(scores, 0)
    short, long = sorted((rows, columns))
    table = positive if rows <= columns else positive.T
    best = max(
        (
            sum(table[i, j] for i, j in enumerate(order))
            for order in permutations(range(long), short)
        ),
        default=0,
    )
    assert sum(scores[pair] for pair in found) == pytest.approx(best)
    pairs = {(i, j): float(scores[i, j]) for i, j in np.ndindex(rows, columns) if scores[i, j] > 0}
    assert sum(pairs[pair] for pair in best_pairs(pairs)) == pytest.approx(best)


def test_g3_a_large_group_takes_the_best_first() -> None:
    """[G3] Where more are alike than can be weighed, no row and no column is used twice."""
    random = Random(3)
    scores = {
        (i, j): random.random() for i in range(300) for j in range(300) if random.random() < 0.1
    }
    found = best_pairs(scores)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found) > 250


def test_g4_the_user_knows_better() -> None:
    """[G4] A match is given by record, id or name, and taken back by None."""
    a, b = shop(), shop(visit="Telephones customer service")
    visit = next(t for t in a.touchpoints if t.name == "Visits the shop")
    call = next(t for t in b.touchpoints if t.name == "Telephones customer service")
    for one in (visit, visit.id, "visits the  shop"):
        for other in (call, call.id, "Telephones customer service"):
            found = cjm.diff(a, b, matches=[(one, other)])
            assert rows(found) == [("changed", call.name, "name", "Visits the shop", call.name)]
            given = found.matches[found.matches["how"] == "given"]
            assert given[["a_id", "b_id", "certainty"]].to_numpy().tolist() == [
                [visit.id, call.id, 1.0]
            ]
    apart = cjm.diff(a, copy_of(a), matches=[(visit, None)])
    kinds = {(r[0], r[1]) for r in rows(apart) if r[2] == "name"}
    assert kinds == {("removed", "Visits the shop"), ("added", "Visits the shop")}


@pytest.mark.parametrize(
    ("matches", "message"),
    [
        ({"nowhere": "ad"}, "no record 'nowhere' in the first map"),
        ({"ad": "nowhere"}, "no record 'nowhere' in the second map"),
        ({"ad": "buying"}, "'buying' is a phase, not a touchpoint"),
        ({"ad": "shop", "test": "shop"}, "twice"),
        ([(7, "ad")], "no record 7"),
    ],
)
def test_g4_a_wrong_match_is_said(bike: cjm.Journey, matches: Any, message: str) -> None:
    """[G4] What is no record, of another type, or given twice, is a typed error."""
    with pytest.raises(cjm.CjmError, match=message):
        cjm.diff(bike, copy_of(bike), matches=matches)


def test_g4_a_name_that_means_several_is_said() -> None:
    """[G4] A name of several records is not guessed."""
    a = cjm.Journey("x")
    a.add_touchpoint("Waits")
    a.add_touchpoint("Waits")
    with pytest.raises(cjm.InvalidDocument, match="2 records of the first map are called 'Waits'"):
        cjm.diff(a, copy_of(a), matches={"Waits": None})


@quiet
@given(seed=SEEDS, other=SEEDS, edits=COUNTS)
def test_g5_the_frame_always_has_the_same_form(seed: int, other: int, edits: int) -> None:
    """[G5] The same columns and types whatever differs; a row for every field of the change."""
    a = cjm.Journey.from_dict(random_document(seed))
    b = copy_of(a)
    hand = RandomEdits(b, other)
    for _ in range(edits):
        hand.edit()
    found = cjm.diff(a, b)
    frame = found.to_frame()
    assert list(frame) == COLUMNS
    empty = cjm.diff(a, a).to_frame()
    assert len(empty) == 0
    assert [str(t) for t in empty.dtypes] == [str(t) for t in frame.dtypes]
    assert set(frame["record_id"]) == found.change.ids
    updated = {(i, n) for i, fields in found.change.updated.items() for n in fields if n != "place"}
    told = frame[frame["record_id"].isin(list(found.change.updated))]
    assert updated <= set(zip(told["record_id"], told["field"], strict=True))
    assert len(frame) == len(found)
    assert bool(found) == (len(frame) > 0)
    assert not frame.duplicated(["kind", "record_id", "field"]).any()


@quiet
@given(seed=SEEDS, other=SEEDS, edits=COUNTS)
def test_g6_the_change_makes_one_of_the_other(seed: int, other: int, edits: int) -> None:
    """[G6] The change leads from one map to the other; neither of the two is altered."""
    a = cjm.Journey.from_dict(random_document(seed))
    b = copy_of(a)
    hand = RandomEdits(b, other)
    for _ in range(edits):
        hand.edit()
    texts = a.to_json(), b.to_json()
    found = cjm.diff(a, b)
    assert (a.to_json(), b.to_json()) == texts
    a.apply(found.change)
    # What was removed and added alike has the id it had.
    assert a.to_json() == texts[1] or len(found.matches)
    assert not cjm.diff(a, b)


@quiet
@settings(max_examples=50)
@given(seed=SEEDS, other=SEEDS)
def test_g6_any_two_maps_can_be_compared(seed: int, other: int) -> None:
    """[G6] Also maps that have nothing to do with each other; the change still fits."""
    a = cjm.Journey.from_dict(random_document(seed))
    b = cjm.Journey.from_dict(random_document(other))
    found = cjm.diff(a, b)
    assert len(found.to_frame()) == len(found)
    str(found)
    a.apply(found.change)
    assert not cjm.diff(a, b, matches={}).change.removed.keys() & found.change.added.keys()
    for name in ("touchpoints", "phases", "cards"):
        assert len(getattr(a, name)) == len(getattr(b, name))


def test_g5_what_moved_is_told_in_words(bike: cjm.Journey) -> None:
    """[G5] Moves name the phases, or the numbers on the map; references are names."""
    other = copy_of(bike)
    other.move("test", before="shop")
    other.move("ad", to="riding")
    other.update("shop", owners=[], channels=["Instagram"])
    other.move("pain", to="test")
    other.remove("gain")
    found = cjm.diff(bike, other)
    assert rows(found) == [
        ("moved", "Test ride", "position", "4", "2"),
        ("moved", "Too many models", "touchpoint", "Sees the ad", "Test ride"),
        ("changed", "Visits the shop", "channels", "", "Instagram"),
        ("changed", "Visits the shop", "owners", "Olga", ""),
        ("removed", "Friendly people", "lane", "Gains", None),
        ("removed", "Friendly people", "kind", "gain", None),
        ("removed", "Friendly people", "text", "Friendly people", None),
        ("removed", "Friendly people", "owner", "Olga", None),
        ("moved", "Sees the ad", "phase", "Before", "Riding"),
    ]


@quiet
@settings(max_examples=60)
@given(seed=SEEDS, other=SEEDS, edits=COUNTS)
def test_g7_the_text_fits_a_commit_message(seed: int, other: int, edits: int) -> None:
    """[G7] At most 72 columns, a summary first, nothing that git or a terminal would take apart."""
    a = cjm.Journey.from_dict(random_document(seed))
    b = copy_of(a)
    hand = RandomEdits(b, other)
    for _ in range(edits):
        hand.edit()
    lines = str(cjm.diff(a, b)).split("\n")
    assert all(width(line) <= WIDTH and len(line) <= WIDTH * 2 for line in lines)
    assert all(line == clean(line) or line.startswith(" ") for line in lines)
    assert not any(line.startswith("#") for line in lines[1:])
    assert len(lines) == 1 or lines[1] == ""
    assert all(c.isprintable() or c in "\u200d\ufeff" for line in lines for c in clean(line))


def test_g7_the_text_reads_by_phase_and_touchpoint(bike: cjm.Journey) -> None:
    """[G7] What differs stands under its phase and touchpoint."""
    other = copy_of(bike)
    other.update("ad", name="Sees the film", wait=90)
    other.add_card("ad", "gain", "Funny", severity=2)
    other.update("buying", name="Shopping")
    other.remove("test")
    other.update("ex-ana", score=-2)
    other.update(title="Buying a new bike")
    other.update("ana", needs=["Advice"])
    assert str(cjm.diff(bike, other)) == (
        "Buying a bike -> Buying a new bike: 1 added, 1 removed, 7 changed\n"
        "\n"
        "Map\n"
        '  changed title: "Buying a bike" -> "Buying a new bike"\n'
        '  changed persona "Ana": needs "" -> "Advice"\n'
        '  changed resource "Test bikes": touchpoints "Test ride" -> ""\n'
        '  changed path "Main": steps "Sees the ad > Visits the shop > Test ride\n'
        '    > Visits the shop" -> "Sees the film > Visits the shop > Visits the\n'
        '    shop"\n'
        "\n"
        'Phase "Before"\n'
        '  "Sees the film"\n'
        '    changed name: "Sees the ad" -> "Sees the film"\n'
        "    changed wait: nothing -> 90\n"
        '    changed experience of "Ana": score 1 -> -2\n'
        '    added gain "Funny": severity 2\n'
        "\n"
        'Phase "Shopping"\n'
        '  changed name: "Buying" -> "Shopping"\n'
        '  "Test ride"\n'
        "    removed touchpoint"
    )


@pytest.mark.parametrize("text", [*TEXTS, "\x1b[31mred", "界" * 90, "x" * 300, "# not a comment"])
def test_g7_any_text_is_wrapped(text: str) -> None:
    """[G7] Wide characters count twice, endless words are cut, controls are gone."""
    lines = list(wrapped(clean(text), indent=4))
    assert all(width(line) <= WIDTH for line in lines)
    assert not {"\x1b", "\u202e", "\x00", "\n"} & set("".join(lines))
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


def test_g7_equal_maps_say_so(bike: cjm.Journey) -> None:
    """[G7] Without a difference the text is one line, and the answer is no."""
    found = cjm.diff(bike, copy_of(bike))
    assert str(found) == "Buying a bike: no differences"
    assert repr(found) == "<Diff of Buying a bike: no differences>"
    assert not found


def test_g9_two_personas_of_one_map(bike: cjm.Journey) -> None:
    """[G9] Their scores, and cards and paths that are theirs, are compared; the rest is shared."""
    bike.add_experience("ad", "ben", -2)
    bike.add_card("shop", "pain", "Ben's own", personas=["ben"])
    before = bike.to_json()
    found = cjm.diff(bike, personas=("Ana", "ben"))
    assert bike.to_json() == before
    told = {(r[0], r[1], r[2]) for r in rows(found)}
    assert ("changed", "Sees the ad, Ben", "score") in told
    assert ("removed", "Too many models", "text") in told
    assert ("added", "Ben's own", "text") in told
    assert ("removed", "Main", "name") in told
    assert not [r for r in told if r[1] in ("Friendly people", "Visits the shop")]
    assert found.labels == ("Ana", "Ben")
    assert str(found).startswith("Buying a bike, Ana -> Ben: ")
    assert rows(cjm.diff(bike, personas=("ana", "ana"))) == []


def test_g9_personas_of_two_maps() -> None:
    """[G9] The first persona in one map against the second in the other."""
    a, b = shop(), shop()
    ben = b.add_persona("Ben")
    b.add_experience(b.touchpoints[0], ben, -2)
    found = [r for r in rows(cjm.diff(a, b, personas=("Ana", "Ben"))) if r[2] == "score"]
    assert ("changed", "Sees the ad, Ben", "score", "1", "-2") in found
    assert {r[0] for r in found} == {"changed", "removed"}


@pytest.mark.parametrize("personas", ["Ana", ("Ana",), ("Ana", "Ben", "Ana"), 7, ("Ana", "Nobody")])
def test_g9_personas_that_are_none(bike: cjm.Journey, personas: object) -> None:
    """[G9] It takes two personas of the map."""
    with pytest.raises(cjm.CjmError, match="persona"):
        cjm.diff(bike, personas=personas)  # type: ignore[arg-type]


def test_g10_versions_and_files(tmp_path: Path) -> None:
    """[G10] Versions of a file, paths and maps are compared alike."""
    path = tmp_path / "bike.cjm.json"
    j = cjm.open(path, title="Bike")
    first = j.add_touchpoint("Sees the ad")
    j.file.save()
    j.file.keep_version("first")
    j.update(first, name="Sees the film")
    j.file.save()
    (old, *_) = [v for v in cjm.versions(path) if v.label == "first"]
    expected = [("changed", "Sees the film", "name", "Sees the ad", "Sees the film")]
    for now in (j, path, str(path)):
        found = cjm.diff(old, now)
        assert rows(found) == expected
        assert found.labels[0] != found.labels[1]
    j.file.close()


def test_h7_files_that_are_compared_and_merged(tmp_path: Path) -> None:
    """[H7, H10] `diff` and `merge` take limits for files, and mend files when asked."""
    j = cjm.Journey("Bike")
    step = j.add_touchpoint("Sees the ad")
    base = j.save(tmp_path / "base.cjm.json")
    wide = cjm.Limits(text=30_000)
    j.limits = wide
    j.update(step, description="x" * 20_001)
    long = j.save(tmp_path / "long.cjm.json")
    data = {**cjm.load(base).to_dict(), "phases": [{"id": "p", "name": "New", "color": "loud"}]}
    damaged = tmp_path / "damaged.cjm.json"
    damaged.write_text(json.dumps(data))
    for ask in (
        lambda **how: cjm.diff(base, long, **how),
        lambda **how: cjm.diff(long, base, **how),
        lambda **how: cjm.merge(base, base, long, **how),
    ):
        with pytest.raises(cjm.LimitExceeded):
            ask()
        assert ask(limits=wide) is not None
    assert cjm.merge(base, long, limits=wide).journey.limits == wide
    for ask in (
        lambda **how: cjm.diff(base, damaged, **how).change.added,
        lambda **how: cjm.merge(base, damaged, **how).journey.phases.ids,
    ):
        with pytest.raises(cjm.InvalidDocument, match="loud"):
            ask()
        with pytest.warns(
            cjm.DamagedFile, match=r"damaged\.cjm\.json is damaged.* in 1 step,"
        ) as told:
            assert list(ask(repair=True)) == ["p"]
        assert told[0].filename == __file__
    assert json.loads(damaged.read_text()) == data


@pytest.mark.parametrize("given", [None, 7, {"a": 1}, pd.DataFrame()])
def test_g10_what_is_no_map(bike: cjm.Journey, given: object) -> None:
    """[G10] What is no map is a typed error; a missing file Python's own."""
    with pytest.raises(cjm.InvalidDocument):
        cjm.diff(bike, given)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        cjm.diff(bike, "nowhere.cjm.json")


def test_g7_marks_without_a_width_cost_no_time() -> None:
    """[G7] A text full of marks that take no column is cut and wrapped in one look at it."""
    text = "\u0301" * 19_000 + "a" * 1_000
    start = time.perf_counter()
    assert width(cut(text, 160)) == 160
    assert max(map(width, wrapped(text))) <= 72
    assert time.perf_counter() - start < 5
