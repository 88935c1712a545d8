"""`cjm.recover`: the maps in a notebook file."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

import cjm_widgets as cjm
from cjm_widgets.notebook.copy import MIME, Snapshot, bundle
from cjm_widgets.notebook.recover import DamagedCopyWarning


def output(j: cjm.Journey, **options):
    return {"data": bundle(Snapshot.of(j, **options)), "id": "x"}


def test_n10_one_map(save, tmp_path: Path, bike: cjm.Journey) -> None:
    """[N10] The usual case: one map, whole, in an object that says what it is."""
    path = save(tmp_path / "x.ipynb", [], [output(bike)])
    before = path.read_bytes()
    maps = cjm.recover(path)
    assert maps.journey.to_json() == bike.to_json()
    assert maps.journey.revision == 0
    assert len(maps) == 1
    text = repr(maps)
    assert "1 map in x.ipynb" in text
    assert "'Buying a bike'" in text
    assert "4 touchpoints" in text
    assert "cell 2" in text
    assert path.read_bytes() == before
    assert cjm.recover(str(path)).journey.title == "Buying a bike"


def test_n10_several_maps(save, tmp_path: Path, bike: cjm.Journey) -> None:
    """[N10] Several come in the order of the cells, by number, name, title and id."""
    coffee, tea, other = (cjm.Journey(title) for title in ("Coffee", "Tea", "Tea"))
    path = save(
        tmp_path / "x.ipynb", [output(coffee), output(bike, name="bike")], [output(tea)],
        [output(other)],
    )  # fmt: skip
    maps = cjm.recover(path)
    assert maps.names == ["Coffee", "bike", "Tea", "Tea (2)"]
    assert [j.id for j in maps] == [coffee.id, bike.id, tea.id, other.id]
    assert maps[-1].id == maps["Tea (2)"].id == maps[other.id].id == other.id
    assert maps["Buying a bike"].id == maps["bike"].id == bike.id
    assert [j.id for j in maps[1:3]] == [bike.id, tea.id]
    with pytest.raises(cjm.UnknownRecord, match=r"4 maps.*'Coffee', 'bike'"):
        _ = maps.journey
    with pytest.raises(cjm.UnknownRecord, match=r"no map 'Milk'.*'Tea'"):
        _ = maps["Milk"]
    with pytest.raises(IndexError):
        _ = maps[4]


def test_e177_a_map_and_the_copy_it_is_compared_with(
    save, tmp_path: Path, bike: cjm.Journey
) -> None:
    """[E177] They have one id and are two maps all the same; one that is shown twice is one."""
    plan = cjm.Journey.from_json(bike.to_json())
    compared = [output(bike), output(plan, side="Planned")]
    plan.update("ad", name="Sees the video")
    path = save(tmp_path / "x.ipynb", compared, [output(plan)], [output(bike)])
    maps = cjm.recover(path)
    assert maps.names == ["Buying a bike", "Planned"]
    assert [j.touchpoints["ad"].name for j in maps] == ["Sees the ad", "Sees the video"]
    maps = cjm.recover(save(tmp_path / "y.ipynb", compared))
    assert [j.touchpoints["ad"].name for j in maps] == ["Sees the ad"] * 2


def test_n10_the_newest_copy_counts(save, tmp_path: Path, bike: cjm.Journey) -> None:
    """[N10] Displayed several times, the later revision of an epoch, else the later copy."""
    old = output(bike)
    bike.update("ad", name="Second")
    second = output(bike)
    # A clock that was set back in between.
    second["data"][MIME]["saved"] = "2001-01-01T00:00:00.000+00:00"
    assert cjm.recover(save(tmp_path / "a.ipynb", [second], [old])).journey.touchpoints[
        "ad"
    ].name == "Second"  # fmt: skip
    reopened = cjm.Journey.from_json(bike.to_json())
    reopened.update("ad", name="Third")
    third = output(reopened)
    for cells in ([old], [third], [second]), ([third, old], [second]):
        maps = cjm.recover(save(tmp_path / "b.ipynb", *cells))
        assert len(maps) == 1
        assert maps.journey.touchpoints["ad"].name == "Third"


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.pop(MIME),
        lambda d: d.update({MIME: "{"}),
        lambda d: d.update({MIME: [1]}),
        lambda d: d[MIME].update(format="x"),
        lambda d: d[MIME].pop("document"),
        lambda d: d[MIME]["document"]["touchpoints"].clear(),
        lambda d: d[MIME]["document"].update(phases="<<<<<<< HEAD"),
        lambda d: d.update({"text/html": "gone"}),
        lambda d: d.update({"text/html": d["text/html"].replace("data-cjm=", "data-x=")}),
        lambda d: d.update({MIME: json.dumps(d[MIME])}),
        lambda d: d.update({MIME: json.dumps(d[MIME], indent=1).splitlines(keepends=True)}),
    ],
)
def test_n11_one_half_is_enough(save, tmp_path: Path, bike: cjm.Journey, damage) -> None:
    """[N11] What a tool dropped, altered or turned into text in one half is in the other."""
    kept = output(bike)
    damage(kept["data"])
    path = save(tmp_path / "x.ipynb", [])
    # nbformat would refuse some of these; a file may hold them.
    raw = json.loads(path.read_text())
    raw["cells"][0]["outputs"] = [{"output_type": "display_data", **kept}]
    path.write_text(json.dumps(raw))
    assert cjm.recover(path).journey.to_json() == bike.to_json()


def broken(j: cjm.Journey, **changes):
    kept = output(j)
    del kept["data"]["text/html"]
    kept["data"][MIME].update(changes)
    return kept


def test_n11_damage_is_told_by_cell(save, tmp_path: Path, bike: cjm.Journey) -> None:
    """[N11] A damaged copy is named with its cell and what is wrong; the others come back."""
    bad = dict(bike.to_dict())
    bad["touchpoints"] = [{"id": "ad", "phase": "nowhere"}]
    path = save(
        tmp_path / "x.ipynb", [], [broken(bike, document=bad)], [broken(bike, revision="x")],
        [output(bike)],
    )  # fmt: skip
    with pytest.warns(DamagedCopyWarning, match="2 damaged: cell 2: .*no such record"):
        maps = cjm.recover(path)
    assert maps.journey.to_json() == bike.to_json()
    assert [d.cell for d in maps.damaged] == [2, 3]
    assert "revision" in maps.damaged[1].problem
    assert "damaged, cell 3" in repr(maps)


@pytest.mark.parametrize("cut", [0, 1, 40, 400])
def test_n11_packed_data_that_was_cut(save, tmp_path: Path, bike: cjm.Journey, cut: int) -> None:
    """[N11] Packed data that is cut or altered is reported, never half a map."""
    data = output(bike)["data"]
    del data[MIME]
    start = data["text/html"].index("data-cjm=") + 10
    for spoilt in ("", "AAAA", "%%"):
        html = data["text/html"][: start + cut] + spoilt + data["text/html"][start + cut + 8 :]
        path = save(tmp_path / "x.ipynb", [{"data": {"text/html": html}}])
        with pytest.raises(cjm.NothingToRecover, match="cell 1: "):
            cjm.recover(path)


def test_n12_nothing_there(save, tmp_path: Path, bike: cjm.Journey) -> None:
    """[N12] Notebooks without maps, with damaged ones only, and what is no notebook."""
    with pytest.raises(cjm.NothingToRecover, match=r"x\.ipynb holds no map"):
        cjm.recover(save(tmp_path / "x.ipynb", [], [{"data": {"text/html": "<b>hi</b>"}}]))
    with pytest.raises(cjm.NothingToRecover, match=r"cannot be read: cell 1: .*version") as caught:
        cjm.recover(save(tmp_path / "x.ipynb", [broken(bike, version="1")]))
    assert isinstance(caught.value, cjm.FormatError)
    with pytest.raises(FileNotFoundError):
        cjm.recover(tmp_path / "none.ipynb")
    for text in ("", "{", "[]", "{}", '{"cells": 1}', "\ufeff", '{"worksheets": []}'):
        (tmp_path / "y.ipynb").write_text(text, "utf-8")
        with pytest.raises(cjm.FormatError, match=r"y\.ipynb is no notebook"):
            cjm.recover(tmp_path / "y.ipynb")
    for cells in ([1], [{"outputs": 1}], [{"outputs": [1]}], [{"outputs": [{"data": []}]}]):
        (tmp_path / "z.ipynb").write_text(json.dumps({"cells": cells}))
        with pytest.raises(cjm.NothingToRecover):
            cjm.recover(tmp_path / "z.ipynb")


def test_n12_which_notebook_is_not_known(start, save, tmp_path: Path, bike, monkeypatch) -> None:
    """[N12] Without a path it is the kernel's own notebook, where that can be known."""
    with pytest.raises(cjm.FormatError, match="name it"):
        cjm.recover()
    path = save(tmp_path / "x.ipynb", [output(bike)])
    start(path)
    assert cjm.recover().journey.id == bike.id
    start()
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert cjm.recover().journey.id == bike.id
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "renamed.ipynb"))
    with pytest.raises(cjm.FormatError, match="name it"):
        cjm.recover()


def test_n13_an_exported_page(tmp_path: Path, save, bike: cjm.Journey) -> None:
    """[N13] A page made by nbconvert holds the maps, too."""
    nbconvert = pytest.importorskip("nbconvert")
    path = save(tmp_path / "x.ipynb", [output(bike)], [output(cjm.Journey("Tea"))])
    html, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.read(path, 4))
    page = tmp_path / "x.html"
    page.write_text(html, "utf-8")
    maps = cjm.recover(page)
    assert maps.names == ["Buying a bike", "Tea"]
    assert maps[0].to_json() == bike.to_json()
    (tmp_path / "y.html").write_text("<p>nothing</p>")
    with pytest.raises(cjm.NothingToRecover):
        cjm.recover(tmp_path / "y.html")
