"""`template` and `templates`: what they make, what they refuse, and the future of a map."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.ready_maps import catalogue
from tests.whole import check_whole

ROOT = Path(cjm.__file__).parents[1]
TEMPLATES = (
    "touchpoint-map", "journey-map", "current-state", "future-state", "day-in-the-life",
    "service-blueprint",
)  # fmt: skip


def today() -> cjm.Journey:
    """Return a map of today as people leave it: measured, discussed, partly done."""
    j = cjm.Journey("Bakery", language="en", scenario="Saturday", status="draft", basis="actual")
    ana, ben = j.add_persona("Ana", id="ana"), j.add_persona("Ben", id="ben")
    phase = j.add_phase("Buying", id="buying")
    low = j.add_touchpoint(
        "Queues", phase, id="queue", channels=["Shop"], expectation="Five minutes",
        expectation_met="missed", status="validated", start="2026-05-01", in_use=True, wait=900,
    )  # fmt: skip
    good = j.add_touchpoint("Eats", phase, id="eat", expectation_met="exceeded")
    j.add_experience(low, persona=ana, score=-2, id="old", source="assumed")
    j.add_experience(low, persona=ana, score=-1.4, id="ana-low", source="measured", n=80)
    j.add_experience(low, persona=ben, score=-0.5, id="ben-low", source="observed")
    j.add_experience(good, persona=ana, score=1.6, id="ana-good", source="measured", n=80)
    lanes = {lane.kind: lane for lane in j.lanes}
    for kind, text in (
        ("pain", "Too long"), ("opportunity", "Second till"), ("quote", "Never again"),
        ("thought", "Hm"), ("action", "Looks at the phone"),
    ):  # fmt: skip
        j.add_card(low, kind, text, id=kind)
    j.add_card(low, "solution", "Numbers to draw", lane=lanes["opportunity"], status="done")
    j.add_card(low, "opportunity", "Sell online", status="rejected")
    csat = j.add_metric("CSAT", id="csat")
    j.add_metric_value(csat, 2.9, target=low)
    j.add_question("Why so long?", answer="One till", answered=True)
    j.add_comment(low, "I saw it too", author="Ben")
    j.add_edge(low, good, count=40, probability=0.8)
    j.add_path("Usual", steps=[low, good])
    return j


def test_y4_ids_are_equal_each_time_and_in_each_language() -> None:
    """[Y4] Two maps of one template have the same records, and an id each of their own."""
    for name in catalogue.names():
        maps = [cjm.template(name, language) for language in (*LANGUAGES, "en")]
        assert len({j.id for j in maps}) == len(maps)
        records = [set(j.store.state.records) - {j.id} for j in maps]
        assert all(ids == records[0] for ids in records)
        for j in maps:
            check_whole(j)


def test_y4_a_new_map_is_edited_and_has_nothing_to_undo() -> None:
    """[Y4] It begins at revision 0; no undo empties it, also when it was given a title."""
    for j in (cjm.template("journey-map"), cjm.template("journey-map", title="Mine")):
        assert j.revision == 0
        assert j.history == []
        with pytest.raises(cjm.NothingToUndo):
            j.undo()
        j.update("tp-idea", name="Dreams")
        j.undo()
        assert j.touchpoints["tp-idea"].name == "Has the idea"
    assert j.title == "Mine"


def test_y4_what_hangs_on_the_map_as_a_whole_hangs_on_the_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[Y4] A value of the whole journey, a comment on it: they follow its new id."""
    plain = catalogue.document("journey-map")
    plain["journey"]["id"] = "map"
    plain["metric_values"] = [{"id": "mv", "metric": "me-booked", "target": "map", "value": 9}]
    plain["comments"] = [{"id": "cm", "target": "map", "text": "Ok"}]
    monkeypatch.setattr(catalogue, "document", lambda _: plain)
    journey = cjm.template("journey-map")
    assert journey.id != "map"
    assert journey.metric_values["mv"].target == journey.comments["cm"].target == journey.id


def test_y4_one_map_does_not_touch_the_next() -> None:
    """[Y4] What is done to one map of a template is not in the next."""
    first = cjm.template("touchpoint-map")
    first.remove("ph-before")
    assert "ph-before" in cjm.template("touchpoint-map").phases.ids


def test_y4_maps_of_a_class_are_aligned_by_id() -> None:
    """[Y4] In two languages, renamed and rearranged: a class has each touchpoint once."""
    one, two = cjm.template("touchpoint-map", "it"), cjm.template("touchpoint-map", "fr")
    two.update("tp-ad", name="Tout autre chose")
    two.move("tp-review", before="tp-ad")
    assert len(cjm.collect([one, two]).agreement()) == len(one.touchpoints)


def test_y7_a_future_keeps_the_ids_of_what_it_shares_with_today() -> None:
    """[Y7] Phases, touchpoints, lanes, personas, channels, metrics and paths are the same ones."""
    now = today()
    before = now.to_json()
    future = cjm.template("future-state", base=now)
    assert now.to_json() == before
    check_whole(future)
    for name in ("phases", "touchpoints", "lanes", "personas", "channels", "metrics", "paths"):
        assert list(getattr(future, name).ids) == list(getattr(now, name).ids), name
    assert future.id != now.id
    assert future.revision == 0
    info = future.info
    assert (info.title, info.derived_from) == ("Bakery (future state)", "Bakery")
    assert (info.map_type, info.basis, info.scenario, info.status) == (
        "future", "planned", "Saturday", "",
    )  # fmt: skip
    difference = cjm.diff(now, future).to_frame()
    touched = difference[difference["record_type"] == "touchpoint"]
    assert set(touched["kind"]) == {"changed"}


def test_y7_scores_of_today_become_assumed_targets() -> None:
    """[Y7] One a persona, of the best founded, on a step, never below neutral; low ones ask."""
    future = cjm.template("future-state", base=today())
    by_id = {e.id: e for e in future.experiences}
    assert set(by_id) == {"ana-low", "ben-low", "ana-good"}
    assert [by_id[i].score for i in ("ana-low", "ben-low", "ana-good")] == [0, 0, 2]
    assert {(e.source, e.n, e.sd) for e in by_id.values()} == {("assumed", None, None)}
    assert by_id["ana-low"].note == "Today −1.4 (measured). What should it be?"
    assert by_id["ana-good"].note == ""
    (question,) = [card for card in future.cards if card.kind == "question"]
    assert question.touchpoint == "queue"
    assert future.lanes[question.lane].kind == "opportunity"
    assert "−1.4" in question.text


@pytest.mark.parametrize(
    ("scale", "scores", "targets"),
    [
        ("1..5", [1, 3, 4.4, 5], [3, 3, 4, 5]),
        ("0..100", [0, 49, 54, 56], [50, 50, 50, 60]),
        ("nps", [0, 7, 8.6, 10], [7, 7, 9, 10]),
    ],
)
def test_y7_targets_lie_on_the_scale_of_the_map(
    scale: str, scores: list[float], targets: list[float]
) -> None:
    """[Y7] Neutral and the steps are those of the scale."""
    now = cjm.Journey("x", emotion_scale=scale)
    for number, score in enumerate(scores):
        step = now.add_touchpoint(f"Step {number}")
        now.add_experience(step, score=score, source="measured", n=9)
    future = cjm.template("future-state", base=now)
    assert future.emotion_scale == now.emotion_scale
    for one, target in zip(future.experiences, targets, strict=True):
        assert math.isclose(one.score or 0, target)


def test_y7_what_is_of_today_stays_there() -> None:
    """[Y7] Quotes, thoughts, closed cards, values, answers, comments, counts, dates."""
    future = cjm.template("future-state", base=today())
    texts = {card.text for card in future.cards if card.kind != "question"}
    assert texts == {"Too long", "Second till", "Looks at the phone"}
    assert {card.id for card in future.cards} >= {"pain", "opportunity", "action"}
    assert len(future.metric_values) == len(future.comments) == 0
    assert len(future.questions) == 3
    assert not any(question.answered or question.answer for question in future.questions)
    (edge,) = future.edges
    assert (edge.count, edge.probability) == (None, 0.8)
    queue, eat = future.touchpoints["queue"], future.touchpoints["eat"]
    assert (queue.expectation, queue.expectation_met) == ("Five minutes", "unknown")
    assert (queue.status, queue.start, queue.in_use, queue.wait) == ("todo", "", None, 900)
    assert eat.expectation_met == "exceeded"


@pytest.mark.parametrize("language", LANGUAGES)
def test_y7_guidance_is_in_the_language_of_the_map(language: str) -> None:
    """[Y7] Of what is added to a map, unless another language is given; its own texts stay."""
    now = cjm.template("current-state", language)
    future = cjm.template("future-state", base=now)
    assert future.info.language == language
    other = cjm.template("future-state", "pl" if language != "pl" else "it", base=now)
    assert other.info.description != future.info.description
    assert other.info.language == language
    assert future.info.title.startswith(now.title)
    assert "{" not in future.to_json().replace("{\n", "")


def test_y7_odd_maps_have_a_future_too() -> None:
    """[Y7] An empty one, one with nothing but derived lanes, one with the longest title."""
    empty = cjm.Journey()
    empty.remove(*empty.lanes)
    assert cjm.template("future-state", base=empty).info.derived_from == empty.id
    step = empty.add_touchpoint("Step", emotion=-2)
    empty.add_lane("emotion", "Emotion")
    future = cjm.template("future-state", base=empty)
    assert len(future.cards) == 0
    assert [e.touchpoint for e in future.experiences] == [step.id]
    long = cjm.template("future-state", base=cjm.Journey("x" * 1000))
    assert len(long.title) == 1000
    assert long.title.endswith("x (future state)")
    braces = cjm.template("future-state", base=cjm.Journey("{title} {score}"))
    assert braces.title == "{title} {score} (future state)"
    assert cjm.template("future-state", base=braces, title="Later").title == "Later"


def test_y8_the_template_of_the_future_is_linked_with_that_of_today() -> None:
    """[Y8] What both have has one id; some is new, some is gone; it names today."""
    for language in LANGUAGES:
        now = cjm.template("current-state", language)
        future = cjm.template("future-state", language)
        assert future.info.derived_from == now.title
        assert list(future.phases.ids) == list(now.phases.ids)
        assert list(future.lanes.ids) == list(now.lanes.ids)
        common = set(future.touchpoints.ids) & set(now.touchpoints.ids)
        assert len(common) == 7
        assert "tp-slot" in future.touchpoints.ids
        assert "tp-call" not in future.touchpoints.ids
        scores = {e.touchpoint: e.score or 0 for e in now.experiences}
        for one in future.experiences:
            assert (one.score or 0) >= scores.get(one.touchpoint, -2)
        assert all(now.touchpoints[i].name == future.touchpoints[i].name for i in common)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("journey_map",), "did you mean 'journey-map'"),
        (("blueprint",), "did you mean 'service-blueprint'"),
        (("zzz",), "there are touchpoint-map"),
        ((3,), "no template 3"),
        (("journey-map", "de"), "language is 'de': templates are in en, it, pl, fr"),
        (("journey-map", 4), "language is 4"),
    ],
)
def test_y9_what_is_not_there_is_an_error_that_helps(arguments: tuple[str], words: str) -> None:
    """[Y9] It names the closest name, or what there is."""
    with pytest.raises(cjm.TemplateError) as caught:
        cjm.template(*arguments)
    assert words in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert caught.value.field in ("name", "language")


def test_y9_a_base_is_for_the_future_only() -> None:
    """[Y9] Another template takes none, and what is no map is none; nothing is touched."""
    now = today()
    with pytest.raises(cjm.TemplateError, match="base is for 'future-state'"):
        cjm.template("journey-map", base=now)
    with pytest.raises(cjm.TemplateError, match="give the map of today"):
        cjm.template("future-state", base="current-state")  # type: ignore[arg-type]
    with pytest.raises(cjm.TemplateError, match="language is 'xx'"):
        cjm.template("future-state", "xx", base=now)
    with pytest.raises(cjm.InvalidDocument):
        cjm.template("journey-map", title=3)  # type: ignore[arg-type]
    with pytest.raises(cjm.TemplateError):
        cjm.templates("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_y11_the_list_tells_what_there_is(language: str) -> None:
    """[Y11] Names, titles and descriptions in the language, the templates first."""
    found = cjm.templates(language)
    assert list(found.columns) == ["name", "title", "about", "kind", "map_type"]
    assert tuple(found["name"][: len(TEMPLATES)]) == TEMPLATES
    assert set(found["kind"][: len(TEMPLATES)]) == {"template"}
    assert set(found["kind"][len(TEMPLATES) :]) <= {"example"}
    for row in found.itertuples():
        journey = cjm.template(str(row.name), language)
        assert journey.info.map_type == row.map_type
        assert 40 < len(str(row.about)) < 250
    assert found["title"].is_unique


def test_y11_tags_of_regions_are_understood() -> None:
    """[Y11] Swiss Italian is Italian."""
    assert cjm.template("journey-map", "it-CH").info.language == "it"
    assert cjm.templates("FR")["title"].tolist() == cjm.templates("fr")["title"].tolist()


def test_y12_the_command_lists_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[Y12] `cjm templates` and `cjm template`, with a future from a file."""
    assert main(["templates", "--language", "pl"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in TEMPLATES)
    assert "Mapa punktów styku" in listed
    assert main(["templates", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "touchpoint-map"

    now, later = tmp_path / "now.cjm.json", tmp_path / "later.cjm.json"
    assert main(["template", "current-state", "--language", "it", "-o", str(now)]) == 0
    assert cjm.load(now).info.language == "it"
    assert main(["template", "current-state", "-o", str(now)]) == 2
    assert "--force" in capsys.readouterr().err
    future = ["template", "future-state", "--base", str(now), "--title", "Domani"]
    assert main([*future, "-o", str(later)]) == 0
    assert (cjm.load(later).title, cjm.load(later).info.language) == ("Domani", "it")
    assert main(["template", "jurney-map"]) == 2
    assert "did you mean 'journey-map'" in capsys.readouterr().err


def test_y13_a_wheel_has_every_map_and_text() -> None:
    """[Y13] What lies in the folders is in the wheel."""
    builder = WheelBuilder(str(ROOT))
    files = {file.distribution_path for file in builder.recurse_included_files()}
    for name in catalogue.names():
        assert f"cjm_widgets/ready_maps/maps/{name}.cjm.json" in files
        for language in LANGUAGES:
            assert f"cjm_widgets/ready_maps/texts/{language}/{name}.json" in files
    for language in LANGUAGES:
        assert f"cjm_widgets/ready_maps/texts/{language}.json" in files
