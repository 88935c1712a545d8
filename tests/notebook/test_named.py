"""Maps with a name: running a cell again goes on with the work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import cjm_widgets as cjm
from cjm_widgets.notebook.fingerprint import fingerprint

made: list[cjm.JourneyEditor] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while made:
        made.pop().close()


def cell(j: cjm.Journey | None = None, **options) -> cjm.JourneyEditor:
    """Run a cell that shows a map named bike."""
    editor = cjm.JourneyEditor(j, name="bike", **options)
    editor._ipython_display_()
    made.append(editor)
    return editor


def build(extra: str = "") -> cjm.Journey:
    """Build a map as the code of a cell does: with new ids each time."""
    j = cjm.Journey("Buying a bike")
    ana = j.add_persona("Ana")
    step = j.add_touchpoint("Sees the ad", j.add_phase("Before"), channels=["Web"])
    for score in (2, 1, -1, 0, 2):
        j.add_experience(step, ana, score)
    j.add_card(step, "pain", "Too many")
    j.add_reaction(j.cards[0], "👍")
    if extra:
        j.add_touchpoint(extra)
    return j


def test_n20_the_same_cell_again(shell) -> None:
    """[N20] Run again in the same kernel, the cell shows the work, and its variable is it."""
    first = build()
    cell(first).journey.add_phase("By hand")
    again = build()
    editor = cell(again)
    assert [p.name for p in again.phases] == ["Before", "By hand"]
    assert editor.journey is first
    assert "as you left it" in shell.display_pub.said
    assert "replace=True" in shell.display_pub.said
    again.add_phase("From code")
    assert [p.name for p in first.phases] == ["Before", "By hand", "From code"]
    assert again.revision == first.revision


@pytest.mark.parametrize("given", [None, cjm.Journey, lambda: cjm.Journey("New", language="it")])
@pytest.mark.usefixtures("shell")
def test_n20_nothing_or_an_empty_map(given) -> None:
    """[N20] Left out or empty, the name gives the map that is there."""
    cell(build()).journey.add_phase("By hand")
    assert len(cell(given and given()).journey.phases) == 2


def test_n20_the_first_time_is_as_without_a_name(shell, bike: cjm.Journey) -> None:
    """[N20] A new name shows what is given, and the very same map again needs no word."""
    assert cell(bike).journey is bike
    assert cell(bike).journey is bike
    assert "as you left it" not in shell.display_pub.said
    other = cjm.JourneyEditor(name="other")
    made.append(other)
    assert other.journey is not bike


def test_n21_another_map_is_not_shown(shell) -> None:
    """[N21] A different map is left alone; the notice says how to show it."""
    kept = cell(build()).journey
    other = build("More")
    assert cell(other).journey is kept
    assert "is another one and is not shown" in shell.display_pub.said
    assert len(other.touchpoints) == 2
    assert other.revision != kept.revision
    assert cell(other, replace=True).journey is other
    assert cell(build("More")).journey is other


def test_n22_a_new_kernel_goes_on(start, save, tmp_path: Path) -> None:
    """[N22] After a restart the same cell shows the work from the notebook, again and again."""
    shell = start(tmp_path / "x.ipynb")
    cell(build()).journey.add_phase("By hand")
    for n in range(3):
        made.pop().close()
        path = save(tmp_path / "x.ipynb", [], shell.display_pub)
        shell = start(path)
        again = build()
        editor = cell(again)
        assert editor.journey is again
        names = [p.name for p in again.phases]
        assert names == ["Before", "By hand", *(f"Round {i}" for i in range(n))]
        assert "as this notebook keeps it" in shell.display_pub.said
        again.add_phase(f"Round {n}")
    made.pop().close()
    assert len(cjm.recover(save(tmp_path / "x.ipynb", shell.display_pub))) == 1


def test_n22_a_map_left_out_is_found(start, save, tmp_path: Path) -> None:
    """[N22] A name alone finds the map."""
    shell = start()
    cell().journey.add_phase("By hand")
    made.pop().close()
    shell = start(save(tmp_path / "x.ipynb", shell.display_pub))
    assert [p.name for p in cell().journey.phases] == ["By hand"]
    assert "as this notebook keeps it" in shell.display_pub.said


def test_n22_work_that_does_not_fit_is_offered(start, save, tmp_path: Path) -> None:
    """[N22] Changed code shows its own map; the work stays in the output until it is taken."""
    shell = start()
    cell(build()).journey.add_phase("By hand")
    kept = made.pop()
    kept.close()
    for _ in range(2):
        # Each time as a new kernel finds the notebook that the one before saved.
        shell = start(save(tmp_path / "x.ipynb", shell.display_pub))
        editor = cell(build("More"))
        assert len(editor.journey.touchpoints) == 2
        assert f'cjm.recover()["{kept.journey.id}"]' in shell.display_pub.said
        assert sum("By hand" in str(o["data"].get("text/html")) for o in shell.display_pub.sent)
        made.pop().close()
    # In the same kernel it goes on being offered.
    shell.display_pub.sent.clear()
    cell(build("More"))
    assert "other work" in shell.display_pub.said
    # The line of the notice takes it.
    save(tmp_path / "x.ipynb", shell.display_pub)
    editor = cell(cjm.recover()[kept.journey.id], replace=True)
    assert [p.name for p in editor.journey.phases] == ["Before", "By hand"]
    shell.display_pub.sent.clear()
    cell(editor.journey)
    assert "other work" not in shell.display_pub.said


def test_n22_an_older_state_of_the_same_document_does_not_hide_it(
    start, save, tmp_path: Path
) -> None:
    """[N22] A file that changed meanwhile is shown; the work on what it held before is offered."""
    file = build().save(tmp_path / "bike.cjm.json")
    shell = start()
    cell(cjm.load(file)).journey.add_phase("By hand")
    made.pop().close()
    path = save(tmp_path / "x.ipynb", shell.display_pub)
    shell = start(path)
    assert len(cell(cjm.load(file)).journey.phases) == 2, "the same file: the work goes on"
    pulled = cjm.load(file)
    pulled.update(title="Pulled from git")
    pulled.add_comment(pulled.id, "About the map as a whole")
    pulled.save(file)
    for _ in range(2):
        shell = start(path)
        assert cell(cjm.load(file)).journey.title == "Pulled from git"
        assert "other work" in shell.display_pub.said
        save(path, shell.display_pub)
    maps = cjm.recover(path)
    assert sorted(len(j.phases) for j in maps) == [1, 2]
    assert len({j.id for j in maps}) == 2


def test_n22_what_was_recovered_by_hand_is_not_offered_again(start, save, tmp_path: Path) -> None:
    """[N22] A cell that passes the recovered map gets it without a notice, and a fresh one too."""
    shell = start()
    cell(build())
    made.pop().close()
    shell = start(save(tmp_path / "x.ipynb", shell.display_pub))
    assert cell(cjm.recover()["bike"]).journey.title == "Buying a bike"
    assert shell.display_pub.said.count("map") == 1, "only the line above the picture"
    shell = start(tmp_path / "x.ipynb")
    j = build()
    assert cell(j).journey is j, "nothing was edited: the copy says the same"


def test_n22_a_damaged_notebook_is_said(start, save, tmp_path: Path) -> None:
    """[N22] Work that cannot be read is not passed over in silence."""
    shell = start()
    cell(build())
    made.pop().close()
    for output in shell.display_pub.sent:
        output["data"].pop("text/html", None)
        output["data"].get("application/vnd.cjm+json", {}).pop("document", None)
    shell = start(save(tmp_path / "x.ipynb", shell.display_pub))
    cell(build())
    assert "cannot be read" in shell.display_pub.said
    assert "cell 1" in shell.display_pub.said
    (tmp_path / "x.ipynb").write_text("<<<<<<< HEAD")
    made.pop().close()
    shell = start(tmp_path / "x.ipynb")
    cell(build())
    assert "x.ipynb is no notebook" in shell.display_pub.said


@pytest.mark.parametrize("options", [{"name": 3}, {"replace": True}, {"nam": "bike"}])
def test_n20_a_name_is_a_text(options) -> None:
    """[N20] A name that is none and a replacement of nothing are refused."""
    with pytest.raises(cjm.CjmError, match="name"):
        cjm.JourneyEditor(cjm.Journey(), **options)


def test_n23_fingerprints() -> None:
    """[N23] The same code gives the same; any edit of what people see gives another."""
    first = fingerprint(build().store.state)
    assert all(fingerprint(build().store.state) == first for _ in range(20))
    for edit in (
        lambda j: j.update(title="x"),
        lambda j: j.update(j.touchpoints[0], name="x"),
        lambda j: j.add_touchpoint("y"),
        lambda j: j.remove(j.experiences[0]),
        lambda j: j.move(j.cards[0], to=j.phases[0]),
        lambda j: j.update(j.cards[0], lane=j.lanes[0]),
    ):
        j = build()
        edit(j)
        assert fingerprint(j.store.state) != first


def test_n23_a_map_with_listeners_stays_itself(shell) -> None:
    """[N23] What somebody follows is not turned into another map under their eyes."""
    cell(build()).journey.add_phase("By hand")
    heard = []
    followed = build()
    followed.on_change(heard.append)
    assert cell(followed).journey is not followed
    assert len(followed.phases) == 1
    assert "is not shown" in shell.display_pub.said
    followed.add_phase("Mine")
    assert len(heard) == 1


def test_n23_a_map_in_a_file_stays_the_one_in_the_file(tmp_path):
    """Else its edits would go to a map that its file knows nothing of."""
    kept = cjm.Journey("Kept")
    opened = cjm.open(tmp_path / "new.cjm.json")
    assert not opened.become(kept)
    opened.add_phase("First")
    assert opened.file.save()
    assert [phase.name for phase in cjm.load(tmp_path / "new.cjm.json").phases] == ["First"]
    opened.file.close()


def test_y46_a_workshop_goes_on_under_its_name(shell) -> None:
    """[Y46] The cell run again goes on with the parts as they are, and adds none."""
    first = cjm.Workshop(build(), name="bike")
    made.append(first)
    first.start()
    again = cjm.Workshop(build(), name="bike")
    made.append(again)
    assert again.journey is first.journey
    assert [part.status for part in again.parts] == ["running", *["todo"] * 4]
    assert "as you left it" in shell.display_pub.said
