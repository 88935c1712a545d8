"""One map of the class: what all have once, and what each added, with who added it."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.model.records import COLLECTIONS, type_name
from tests.cohort.maps import copy_of, rows, template, three
from tests.cohort.test_aligning import CLASSES, class_of

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")


@settings(max_examples=60)
@given(CLASSES)
def test_x21_any_maps_make_one(seeds: list[int]) -> None:
    """[X21] It is saved and read, has every column once, and every card and comment."""
    maps = class_of(seeds)
    cohort = cjm.collect(maps)
    merged = cohort.merge()
    j = merged.journey
    assert cjm.Journey.from_json(j.to_json()).to_json() == j.to_json()
    assert len(j.touchpoints) == len(cohort.alignment.columns)
    assert len(j.phases) == len(cohort.alignment.phases)
    said = {card.text for one in maps for card in one.cards}
    assert {card.text for card in j.cards} == said
    assert {c.text for one in maps for c in one.comments} <= {c.text for c in j.comments}
    for record_type in COLLECTIONS.values():
        most = max(len(one.store.state.of_type(type_name(record_type))) for one in maps)
        if record_type.__name__ not in ("Vote", "Experience"):
            assert len(j.store.state.of_type(type_name(record_type))) >= min(most, 1)
    names = set(cohort.names)
    for who, most in rows(merged.decisions, "who", "maps"):
        assert set(who) < names
        assert len(who) <= most


def test_x21_authors_stay_on_what_they_added() -> None:
    """[X21] A template's card is there once and nobody's; anything else says whose it is."""
    maps = three()
    maps["Ben"].update("friendly", text="Very friendly people")
    maps["Ben"].add_comment("pay", "Really?")
    maps["Cleo"].add_card("pay", "pain", "Slow", author="Dora")
    j = cjm.collect(maps).merge("Our class").journey
    assert j.title == "Our class"
    assert {(c.text, c.author) for c in j.cards} == {
        ("Friendly people", ""), ("Very friendly people", "Ben"), ("Card refused", "Ana"),
        ("Slow", "Dora"),
    }  # fmt: skip
    assert ("Really?", "Ben") in {(c.text, c.author) for c in j.comments}
    assert [t.name for t in j.touchpoints] == [
        "Rides home", "Sees the ad", "Compares models", "Visits the shop", "Pays",
        "Waits at the desk",
    ]  # fmt: skip
    assert j.touchpoints["shop"].name == "Visits the shop"
    assert [j.channels[c].name for c in j.touchpoints["shop"].channels] == ["Shop", "Phone"]
    assert len(j.personas) == 1
    assert len(j.lanes) == len(template().lanes)


def test_x22_what_differs_is_told() -> None:
    """[X22] What most have stands; the rest is in the frame, texts in comments as well."""
    maps = {name: copy_of(template()) for name in ("Ana", "Ben", "Cleo")}
    maps["Ana"].update("pay", name="Paying", importance_customer=5, moment_of_truth=True)
    maps["Ben"].update("pay", importance_customer=3, description="At the desk")
    maps["Cleo"].update("pay", importance_customer=3)
    merged = cjm.collect(maps).merge()
    pay = merged.journey.touchpoints["pay"]
    assert (pay.name, pay.importance_customer, pay.description, pay.moment_of_truth) == (
        "Pays", 3, "At the desk", False,
    )  # fmt: skip
    found = rows(merged.decisions, "record_id", "field", "stands", "maps", "other", "who")
    assert found == [
        ("pay", "name", "Pays", 2, "Paying", ["Ana"]),
        ("pay", "importance_customer", "3", 2, "5", ["Ana"]),
        ("pay", "moment_of_truth", "false", 2, "true", ["Ana"]),
    ]
    (comment,) = merged.journey.comments
    assert (comment.target, comment.author, comment.text) == ("pay", "Ana", "name (Ana): Paying")
    assert "3 other values" in repr(merged)
    assert len(cjm.collect(maps["Ana"]).merge().decisions) == 0


def test_x22_a_class_map_is_collected_again() -> None:
    """[X22] What is said in its comments already is not said twice; no id stands twice."""
    base = cjm.Journey("Bike")
    base.add_touchpoint("Pay", id="pay")
    maps = {name: copy_of(base) for name in ("A", "B", "C")}
    for name, text in (("A", "x"), ("B", "y"), ("C", "x")):
        maps[name].update("pay", description=text)
    merged = cjm.collect(maps).merge().journey
    assert [c.text for c in merged.comments] == ["description (B): y"]
    again = cjm.collect({"class": merged, "B": maps["B"]}).merge().journey
    assert "description (B): y" in [c.text for c in again.comments]
    for more in ({"B": maps["B"]}, {"A": maps["A"], "B": maps["B"]}):
        both = cjm.collect({"class": merged} | more).merge().journey
        texts = [(c.target, c.author, c.text) for c in both.comments]
        assert len(set(texts)) == len(texts)
    last = cjm.collect({"class": again, "one": merged, **maps}).merge().journey
    assert cjm.Journey.from_json(last.to_json()).to_json() == last.to_json()


def test_x23_scores_pool_to_what_the_class_feels() -> None:
    """[X23] One by respondent, on the scale of the class; what sums up answers is there once."""
    maps = three()
    for j in maps.values():
        j.add_experience("shop", "rider", j.emotion_scale.max, source="measured", n=40, id="survey")
    cohort = cjm.collect(maps)
    merged = cohort.merge().journey
    scores = merged.to_frame("scores").query("source == 'assumed'").set_index("touchpoint_id")
    felt = cohort.emotion().set_index("touchpoint_id")
    for step in ("ad", "compare", "pay"):
        assert scores.loc[step, "mean"] == pytest.approx(felt.loc[step, "mean"])
        assert scores.loc[step, "n"] == felt.loc[step, "n"]
        assert scores.loc[step, "sd"] == pytest.approx(felt.loc[step, "sd"])
    assert {e.respondent for e in merged.experiences if e.n is None} == {"Ana", "Ben", "Cleo"}
    # Cleo's is on a scale of her own, so it is the same once it is moved.
    assert sum(e.n == 40 for e in merged.experiences) == 1


def test_x23_two_maps_of_one_owner_have_a_score_each() -> None:
    """[X23] The same score of the same person in two maps counts twice, as in `emotion`."""
    base = template()
    base.update(owner=base.add_person("Ms Rossi"))
    maps = {name: copy_of(base) for name in ("Ana", "Ben")}
    for j in maps.values():
        j.update("ex-pay", score=-2)
    cohort = cjm.collect(maps)
    scores = cohort.merge().journey.to_frame("scores").set_index("touchpoint_id")
    felt = cohort.emotion().set_index("touchpoint_id")
    assert (felt.loc["pay", "n"], scores.loc["pay", "n"], scores.loc["pay", "mean"]) == (2, 2, -2)


def test_x24_two_things_of_one_id_stay_apart() -> None:
    """[X24] What one map calls a phase may be a touchpoint of another; ids stay unique."""
    one, other = cjm.Journey("1"), cjm.Journey("2")
    one.add_phase("Before", id="x")
    one.add_touchpoint("Pays", phase="x", id="y")
    other.add_touchpoint("Waits", id="x", emotion=1)
    other.add_card("x", "pain", "Long", id="y")
    cohort = cjm.collect([one, other])
    j = cohort.merge().journey
    assert sorted(t.name for t in j.touchpoints) == ["Pays", "Waits"]
    assert j.cards[0].touchpoint == next(t.id for t in j.touchpoints if t.name == "Waits")
    assert j.to_json() == cjm.collect([other, one]).merge().journey.to_json()


def test_x21_nothing_to_merge() -> None:
    """[X21] An empty class has no map; that is a typed error."""
    with pytest.raises(cjm.InvalidDocument, match="no map to merge"):
        cjm.collect([]).merge()


def test_x25_the_command(tmp_path: Any, capfd: Any) -> None:
    """[X25] It prints the class and what was left out, and writes the class map."""
    from cjm_widgets.cli import main

    for name, j in three().items():
        j.save(tmp_path / f"{name}.cjm.json")
    output = tmp_path / "out" / "class.cjm.json"
    output.parent.mkdir()
    pattern = f"{tmp_path}/*.cjm.json"
    assert main(["collect", pattern, "-o", str(output)]) == 0
    out = capfd.readouterr()
    assert "3 maps, 6 touchpoints" in out.out
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(cjm.load(output).touchpoints) == 6
    assert main(["collect", pattern, "-o", str(output)]) == 2
    assert "is there already" in capfd.readouterr().err
    (tmp_path / "broken.cjm.json").write_text("{")
    assert main(["collect", *map(str, tmp_path.glob("*.json"))]) == 1
    assert "broken.cjm.json: unreadable" in capfd.readouterr().err
    assert main(["collect", f"{tmp_path}/*.none"]) == 2
    assert "no file matches" in capfd.readouterr().err
