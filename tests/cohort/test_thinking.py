"""What a class thinks: agreement, what is missing, emotions, votes, the rubric, frames."""

from __future__ import annotations

import json
from datetime import date
from math import log2, sqrt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.cohort.measures import consensus, overlap
from cjm_widgets.cohort.tables import COLUMNS
from cjm_widgets.model.records import EmotionScale
from tests.cohort.maps import copy_of, rows, template, three
from tests.cohort.test_aligning import CLASSES, class_of

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
FRAMES = ("agreement", "missing", "emotion", "votes", "rubric")
SCALE = EmotionScale()


def test_x13_the_consensus_is_as_published() -> None:
    """[X13] Tastle & Wierman: 1 for all the same, 0 for both ends, their formula in between."""
    assert consensus([1], SCALE) is None
    assert consensus([1, 1, 1], SCALE) == 1
    assert consensus([-2, 2, -2, 2], SCALE) == pytest.approx(0)
    scores = [-2, 0, 1, 1]
    by_hand = 1 + sum(log2(1 - abs(s - 0) / 4) for s in scores) / 4
    assert consensus(scores, SCALE) == pytest.approx(by_hand)
    # On 1..5 it is the same, and what is off the scale is its end.
    assert consensus([1, 3, 4, 4], EmotionScale(min=1, max=5, neutral=3)) == pytest.approx(by_hand)
    assert consensus([-9, 9], SCALE) == pytest.approx(0)


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=9))
def test_x13_the_consensus_is_from_0_to_1(scores: list[float]) -> None:
    """[X13] Whatever the scores; their order does not count."""
    found = consensus(scores, SCALE)
    assert found is not None
    assert 0 <= found <= 1
    assert consensus(scores[::-1], SCALE) == pytest.approx(found)


@given(st.lists(st.frozensets(st.sampled_from("abc")), max_size=6))
def test_x13_the_overlap_is_jaccards_over_all_pairs(sets: list[frozenset[str]]) -> None:
    """[X13] Counted pair by pair it is the same; empty sets do not count."""
    full = [one for one in sets if one]
    pairs = [len(a & b) / len(a | b) for at, a in enumerate(full) for b in full[at + 1 :]]
    found = overlap(sets)
    if not pairs:
        assert found is None
    else:
        assert found == pytest.approx(sum(pairs) / len(pairs))


def test_x13_agreement_of_a_class() -> None:
    """[X13] A row for each touchpoint, in the order of the class."""
    frame = cjm.collect(three()).agreement().set_index("touchpoint_id")
    assert rows(frame.loc[["pay"]], "maps", "share", "scored") == [(3, 1.0, 3)]
    expected = 1 + sum(log2(1 - abs(s - 2 / 3) / 4) for s in (-2, 2, 2)) / 3
    assert frame.loc["pay", "emotion_agreement"] == pytest.approx(expected)
    assert frame.loc["compare", "share"] == pytest.approx(2 / 3)
    assert frame.loc["shop", "channel_agreement"] == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert frame.loc["shop", "card_agreement"] == 1
    assert pd.isna(frame.loc["pay", "card_agreement"])
    assert pd.isna(frame.loc["home", "emotion_agreement"])
    assert 0.6 <= frame.loc["wait-a" if "wait-a" in frame.index else "wait-b", "certainty"] < 1


def test_x14_who_lacks_what_others_have() -> None:
    """[X14] What at least half of the maps have; what one alone has when asked."""
    cohort = cjm.collect(three())
    found = rows(cohort.missing(), "map", "touchpoint", "maps")
    assert found == [("Ben", "Compares models", 2), ("Cleo", "Waits at the desk", 2)]
    every = cohort.missing(least=0)
    assert len(every) == sum(3 - n for n in cohort.agreement()["maps"])
    assert len(cohort.missing(least=1)) == 0
    for least in (-1, 2, "half", None, float("nan")):
        with pytest.raises(cjm.InvalidDocument):
            cohort.missing(least=least)


def test_x14_the_share_that_is_shown_is_the_one_that_counts() -> None:
    """[X14] 14 of 25 are 0.56, and `0.56 * 25` is a little more than 14."""
    maps = [cjm.Journey(f"m{at}") for at in range(25)]
    for at, j in enumerate(maps):
        j.add_touchpoint("All", id="all")
        if at < 14:
            j.add_touchpoint("Most", id="most")
    cohort = cjm.collect(maps)
    assert len(cohort.missing(least=0.56)) == 11
    assert len(cohort.missing(least=0.561)) == 0


def test_x15_emotions_are_pooled_on_one_scale() -> None:
    """[X15] Each map counts once, with its best founded scores, on the scale of most."""
    maps = three()
    maps["Ana"].add_experience("pay", "rider", 1, source="measured", n=400)
    cohort = cjm.collect(maps)
    assert cohort.scale == SCALE
    frame = cohort.emotion().set_index("touchpoint_id")
    found = frame.loc["pay"]
    # Ana's measured 1 stands for her assumed -2, and counts once; Cleo's 100 of 100 is 2.
    assert (found["mean"], found["n"], found["min"], found["max"]) == (
        pytest.approx(5 / 3), 3, 1, 2,
    )  # fmt: skip
    assert found["sd"] == pytest.approx(sqrt(((1 - 5 / 3) ** 2 + 2 * (2 - 5 / 3) ** 2) / 2))
    assert rows(frame.loc[["home"]], "mean", "sd", "n", "min") == [(None, None, 0, None)]


def test_x16_votes_are_pooled_within_the_budget() -> None:
    """[X16] Over all files, by one round; open rounds wait; copies and edited files add nothing."""
    maps = three()
    again = copy_of(maps["Ana"])
    cheat = copy_of(maps["Ben"]).to_dict()
    cheat["vote_sessions"][0]["votes_per_person"] = 100
    cheat["votes"][0]["weight"] = 90
    cheat["votes"] += [
        {"id": f"v{at}", "session": "worst", "target": step, "voter": " ben", "weight": 1}
        for at, step in enumerate(("ad", "shop"))
    ]
    maps |= {"Ana 2": again, "Ben 2": cjm.Journey.from_dict(cheat)}
    late = copy_of(template())
    late.add_vote("worst", "ad", "Dora", weight=2)
    maps["Dora"] = late
    cohort = cjm.collect(maps)
    columns = ("target", "votes", "voters", "maps", "over", "who")
    found = rows(cohort.votes(), *columns)
    assert found[0] == ("Pays", 6, 3, 5, 88, ["Ana", "Ben", "Cleo"])
    assert found[1:] == [("Sees the ad", 0, 0, 1, 1, []), ("Visits the shop", 0, 0, 1, 1, [])]
    assert ("Sees the ad", 2, 1, 2, 1, ["Dora"]) in rows(cohort.votes(include_open=True), *columns)
    assert "round is open: Dora" in repr(cohort)
    merged = cohort.merge().journey
    assert set(merged.check()["rule"]) & {"votes-over-budget"} == set()
    assert sum(vote.weight for vote in merged.votes) == 8


def test_x16_votes_for_cards_count_by_text() -> None:
    """[X16] What two wrote at one touchpoint in the same words is one thing to vote for."""
    maps = {}
    for name in ("Ana", "Ben"):
        j = copy_of(template())
        card = j.add_card("pay", "pain", "Card refused" if name == "Ana" else "card  REFUSED")
        j.add_vote("worst", card, name)
        j.add_vote("worst", card, "", weight=1)
        j.update("worst", open=False)
        maps[name] = j
    (row,) = rows(
        cjm.collect(maps).votes(), "target_type", "target", "touchpoint", "votes", "voters"
    )
    assert row == ("card", "Card refused", "Pays", 4, 4)


def test_x17_anonymous_stays_anonymous() -> None:
    """[X17] No frame says who voted, nor from which map, nor does their order."""
    maps = three()
    maps["Ben"].update("worst", anonymous=True)
    cohort = cjm.collect(maps)
    votes = cohort.votes()
    assert rows(votes, "anonymous", "votes", "voters", "who") == [(True, 6, 3, [])]
    for backend in ("pandas", "polars", "pyarrow"):
        frame = cohort.to_frame("votes", backend=backend)
        text = str(frame.to_dict() if backend == "pandas" else frame.to_pydict()
                   if backend == "pyarrow" else frame.to_dicts())  # fmt: skip
        assert not any(name in text for name in ("Ana", "Ben", "Cleo", "vo-"))
    merged = cohort.merge().journey
    assert sorted(vote.voter for vote in merged.votes) == ["1", "2", "3"]
    assert not {vote.id for vote in merged.votes} & {v.id for j in maps.values() for v in j.votes}
    other = {f"{9 - at}": j for at, j in enumerate(maps.values())}
    shown, again = (c.to_frame("votes").astype(object) for c in (cohort, cjm.collect(other)))
    assert again.equals(shown)


def rounds_of_their_own() -> dict[str, cjm.Journey]:
    """Return maps of no template, each with a round of one title, secret in one of them."""
    maps = {}
    for at, name in enumerate(("Ana", "Ben", "Cleo")):
        j = cjm.Journey("Bike")
        session = j.add_vote_session("What first", votes_per_person=2, anonymous=name == "Ana")
        steps = [j.add_touchpoint(step) for step in ("Sees the ad", "Visits the shop", "Pays")]
        j.add_vote(session.id, steps[at], name)
        own = j.add_card(steps[0], "pain", f"Only {name} says so")
        j.add_vote(session.id, own, name)
        j.update(session.id, open=False)
        maps[name] = j
    return maps


def test_x17_a_secret_vote_leads_to_no_map() -> None:
    """[X17] Nothing in its row is of one map only; one secret map makes the round secret."""
    maps = rounds_of_their_own()
    cohort = cjm.collect(maps)
    frame = cohort.to_frame("votes").astype(object)
    assert len(frame) == 6
    for name in ("map", "author", "file", "voter", "vote_id"):
        assert frame[name].isna().all()
    assert len(set(frame["session_id"])) == 1
    # What leads to a map leads to the same one, whoever voted; what one map has is not there.
    assert "Only" not in str(frame.to_dict())
    for column in ("session_id", "target_id", "touchpoint_id", "class_touchpoint_id"):
        ids = set(frame[column].dropna())
        assert len([name for name, j in maps.items() if ids & set(j.store.state.records)]) == 1
    steps = frame[frame["target_type"] == "touchpoint"]
    assert sorted(steps["class_touchpoint"]) == ["Pays", "Sees the ad", "Visits the shop"]
    assert frame[frame["target_type"] == "card"]["target_id"].isna().all()
    merged = cohort.merge()
    assert [session.anonymous for session in merged.journey.vote_sessions] == [True]
    assert sorted({vote.voter for vote in merged.journey.votes}) == ["1", "2", "3"]
    assert "anonymous" not in set(merged.decisions["field"])


def test_x17_results_of_one_map_are_not_told_as_its_own() -> None:
    """[X17] A table of the results map by map says of a secret round what, and not whose."""
    frame = cjm.collect(rounds_of_their_own()).to_frame("vote_results").astype(object)
    assert len(frame) == 6
    for name in ("map", "author", "file", "rank", "who"):
        assert frame[name].isna().all()
    assert "Only" not in str(frame.to_dict())
    assert frame["votes"].sum() == 6


def test_x17_numbers_of_voters_do_not_follow_from_names() -> None:
    """[X17] Whoever votes, the merged votes are the same when what is voted for is."""
    base = template()
    base.update("worst", anonymous=True)

    def votes(names: tuple[str, ...]) -> list[Any]:
        maps = {}
        for name, steps in zip(names, (("pay",), ("ad", "shop"), ("pay", "shop")), strict=True):
            j = copy_of(base)
            for step in steps:
                j.add_vote("worst", step, name)
            maps[name] = j
        return cjm.collect(maps).merge().journey.to_dict()["votes"]

    found = votes(("Ana", "Ben", "Cleo"))
    assert len(found) == 5
    for names in (("Zoe", "Ben", "Ana"), ("Dan", "Eva", "Fay"), ("Xi", "Al", "Moe")):
        assert votes(names) == found


def test_x16_two_records_of_one_vote_count_both() -> None:
    """[X16] What somebody gave one thing in one file is added up, then the greatest file counts."""
    base = template()
    base.update("worst", votes_per_person=4)
    ana, again = copy_of(base), copy_of(base)
    cards = [ana.add_card("pay", "pain", "Slow") for _ in range(2)]
    for target in ("pay", *cards):
        ana.add_vote("worst", target, "Ana")
    document = ana.to_dict()
    document["votes"].append(
        {"id": "second", "session": "worst", "target": "pay", "voter": "ana", "weight": 1}
    )
    ana = cjm.Journey.from_dict(document)
    again.add_vote("worst", "pay", "Ana")
    for j in (ana, again):
        j.update("worst", open=False)
    cohort = cjm.collect({"Ana": ana, "Ana 2": again})
    found = rows(cohort.votes(), "target", "votes", "voters", "maps", "over")
    assert sorted(found) == [("Pays", 2, 1, 2, 0), ("Slow", 2, 1, 1, 0)]
    assert sum(row[1] for row in found) == ana.to_frame("votes")["weight"].sum()
    assert sum(vote.weight for vote in cohort.merge().journey.votes) == 4


def test_x18_the_rubric_is_what_check_finds() -> None:
    """[X18] Counts by severity and rule as of `check`; a rule that does not apply has none."""
    maps = three()
    cohort = cjm.collect(maps)
    today = date(2026, 11, 22)
    frame = cohort.rubric(today=today).set_index("map")
    for name, j in maps.items():
        found = j.check(today=today)
        row = frame.loc[name]
        for severity in ("error", "warning", "hint"):
            assert row[f"{severity}s"] == (found["severity"] == severity).sum()
        for rule, count in found["rule"].value_counts().items():
            told = row[str(rule)]
            assert (0 if pd.isna(told) else told) == count, rule
        assert row["score"] == row["kept"] / row["rules"]
        assert pd.isna(row["metric-without-owner"])
    few = cohort.rubric(["no-goal", "no-persona"])
    assert rows(few, "score", "rules", "no-goal")[0] == (0.5, 2, 1)
    own = cjm.checks.Rule("score", "error", lambda f: f.touchpoints[:2], message="{name}")
    assert rows(cohort.rubric([own, "no-goal"]), "score", "errors", "rule score")[0] == (0.0, 2, 2)
    with pytest.raises(cjm.RuleError):
        cohort.rubric(["no-gaol"])


@settings(max_examples=25)
@given(CLASSES)
def test_x18_of_any_map_what_does_not_apply_has_no_finding(seeds: list[int]) -> None:
    """[X18] No rule is left out that would have found something."""
    cohort = cjm.collect(class_of(seeds))
    today = date(2026, 11, 22)
    frame = cohort.rubric(today=today)
    for name, errors, warnings, hints in rows(frame, "map", "errors", "warnings", "hints"):
        assert len(cohort[name].check(today=today)) == errors + warnings + hints


@settings(max_examples=25)
@given(CLASSES)
def test_x11_frames_have_their_columns(seeds: list[int]) -> None:
    """[X11] The same columns and types as for an empty class, for any maps; the text has lines."""
    cohort, empty = cjm.collect(class_of(seeds)), cjm.collect([])
    for name in FRAMES:
        frame, nothing = getattr(cohort, name)(), getattr(empty, name)()
        assert list(nothing)[: len(COLUMNS[name])] == [column for column, _, _ in COLUMNS[name]]
        assert kinds(frame) == kinds(nothing)
        assert len(nothing) == 0
    for name in ("problems", "maps", "matches"):
        assert kinds(getattr(cohort, name)) == kinds(getattr(empty, name))
    assert not any(ord(c) < 32 or 0x202A <= ord(c) <= 0x202E for c in repr(cohort) if c != "\n")


def kinds(frame: Any) -> dict[str, str]:
    return {name: str(dtype) for name, dtype in frame.dtypes.items() if name != "anonymous"}


@pytest.mark.parametrize("name", FRAMES)
def test_x11_other_libraries_say_the_same(name: str) -> None:
    """[X11] Polars and pyarrow; what is no backend is a typed error."""
    cohort = cjm.collect(three())
    frame = getattr(cohort, name)()
    expected = [list(row.values()) for row in frame.astype(object).where(frame.notna(), None)
                .to_dict("records")]  # fmt: skip
    polars = getattr(cohort, name)(backend="polars")
    arrow = getattr(cohort, name)(backend="pyarrow")
    assert [list(row) for row in polars.rows()] == expected
    assert [list(row.values()) for row in arrow.to_pylist()] == expected
    with pytest.raises(cjm.FormatError, match="no backend"):
        getattr(cohort, name)(backend="excel")


def test_x12_tables_of_all_maps() -> None:
    """[X12] Whose each row is, and which touchpoint of the class; empty ones have their types."""
    cohort = cjm.collect(three())
    frame = cohort.to_frame()
    assert list(frame)[:5] == ["map", "author", "file", "class_touchpoint_id", "class_touchpoint"]
    waits = frame[frame["touchpoint"].str.startswith("Wait")]
    assert rows(waits, "map", "class_touchpoint") == [
        ("Ana", "Waits at the desk"), ("Ben", "Waits at the desk"),
    ]  # fmt: skip
    cards = cohort.to_frame("cards")
    assert rows(cards[cards["kind"] == "pain"], "map", "class_touchpoint", "text") == [
        ("Ana", "Pays", "Card refused"),
    ]  # fmt: skip
    assert "class_touchpoint" not in cohort.to_frame("personas")
    for table in cjm.frames.tables.tables():
        empty = cjm.collect([]).to_frame(table)
        one = cohort.to_frame(table)
        assert list(empty) == list(one)
        assert len(one) == sum(len(j.to_frame(table)) for j in map(cohort.__getitem__, cohort))
    with pytest.raises(cjm.FormatError):
        cohort.to_frame("touchpoint")


def test_x19_the_text_tells_what_to_look_at() -> None:
    """[X19] A line for each thing, with the call that shows it."""
    maps = three()
    for name in ("Ana", "Ben"):
        maps[name].update("ex-ad", score=-2)
    text = repr(cjm.collect(maps))
    for part in (
        "3 maps, 6 touchpoints", "3 in every map, 1 in one map only", "Look at first:",
        "do not agree how it feels: Pays (0.", "the low point of the class", "most often missing",
        "1 matched by name", "most to do:",
    ):  # fmt: skip
        assert part in text, text


def test_x20_the_chart_draws_a_class() -> None:
    """[X20] With what was corrected; a class of none or one says that."""
    cohort = cjm.collect(three())

    def drawn(given: cjm.Cohort) -> str:
        return str(cjm.charts.agreement(given).to_dict(validate=True))

    assert "2 of 3" in drawn(cohort)
    assert drawn(cohort) != drawn(cohort.split("Ben", "wait-b"))
    for few in ([], [template()]):
        assert drawn(cjm.collect(few))


def commented() -> dict[str, cjm.Journey]:
    """Return maps of which one has a comment and a reaction on its secret vote."""
    maps = rounds_of_their_own()
    ana = maps["Ana"]
    vote = ana.votes[0]
    said = ana.add_comment(vote.id, "Because of the price", author="Ana")
    ana.add_comment(vote.id, "I see", parent=said, author="Ana")
    ana.add_reaction(vote.id, "🎯", author="Ana")
    ana.add_comment(ana.touchpoints[0], "Not about a vote", author="Ana")
    return maps


def test_y58_what_is_said_about_a_secret_vote_names_no_map() -> None:
    """[Y58] Comments and reactions on it say what they say, about the round, in frames and map."""
    cohort = cjm.collect(commented())
    for table, most in (("comments", 2), ("reactions", 1)):
        frame = cohort.to_frame(table).astype(object)
        hidden = frame[frame["target_type"] == "vote_session"]
        assert len(hidden) == most
        for name in ("map", "author", "file", f"{table[:-1]}_id"):
            assert hidden[name].isna().all()
        assert set(hidden["target"]) == {"What first"}
    frame = cohort.to_frame("comments")
    assert list(frame[frame["text"] == "Not about a vote"]["map"]) == ["Ana"]
    merged = cohort.merge().journey
    said = {c.text: c for c in merged.comments}
    assert said["Not about a vote"].author == "Ana"
    own = {c.id for c in commented()["Ana"].comments}
    for text in ("Because of the price", "I see"):
        assert said[text].author == ""
        assert said[text].target == merged.vote_sessions[0].id
        assert said[text].id not in own
    assert said["I see"].parent == said["Because of the price"].id
    assert [reaction.author for reaction in merged.reactions] == [""]


def test_y59_a_class_map_and_one_of_its_files_count_a_student_once() -> None:
    """[Y59] Also in a secret round, where the class map has numbers for names."""
    maps = rounds_of_their_own()
    cohort = cjm.collect(maps)
    merged = cohort.merge().journey
    again = cjm.Journey.from_json(merged.to_json())
    alone = rows(cjm.collect({"class": again}).votes(), "target", "votes", "voters")
    assert sum(votes for _, votes, _ in alone) == 6
    for name, j in maps.items():
        both = cjm.collect({"class": again, name: j})
        assert rows(both.votes(), "target", "votes", "voters") == alone
        assert len(both.merge().journey.votes) == 6
    # Who is not in it counts; and from then on is in it.
    dan = cjm.Journey.from_json(maps["Ben"].to_json())
    session = dan.vote_sessions[0].id
    dan.update(session, open=True)
    dan.remove(*dan.votes)
    dan.add_vote(session, dan.touchpoints[0], "Dan")
    dan.update(session, open=False)
    more = cjm.collect({"class": again, "Dan": dan})
    assert sum(row[0] for row in rows(more.votes(), "votes")) == 7
    third = cjm.Journey.from_json(more.merge().journey.to_json())
    every = cjm.collect({"class": third, "Dan": dan, **maps})
    assert sum(row[0] for row in rows(every.votes(), "votes")) == 7
    # The file names nobody.
    text = json.dumps(third.to_dict()["vote_sessions"] + third.to_dict()["votes"])
    assert not any(name in text for name in (*maps, "Dan"))


def test_y59_voters_of_two_class_maps_are_not_taken_for_each_other() -> None:
    """[Y59] The number 1 of one class is not the number 1 of another."""
    classes = {}
    for title in ("Morning", "Evening"):
        merged = cjm.collect(rounds_of_their_own()).merge(title).journey
        # Other students, so that nobody is in both.
        for session in merged.vote_sessions:
            merged.update(session, extra={"counted": {}})
        classes[title] = merged
    votes = cjm.collect(classes).votes()
    assert sum(row[0] for row in rows(votes, "votes")) == 12
