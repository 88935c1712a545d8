"""One persona of a map in a widget of its own."""

from __future__ import annotations

import pytest

import cjm_widgets as cjm


def test_b93_the_persona_by_record_id_or_name(bike: cjm.Journey) -> None:
    """[B93] A card shows the persona asked for, the first one where none is."""
    ana, ben = bike.personas
    assert cjm.PersonaCard(bike).persona == ana
    for wanted in (ben, "ben", "Ben"):
        card = cjm.PersonaCard(bike, wanted)
        assert card.persona == ben
        assert card.get_state(["_solo"]) == {"_solo": {"part": "persona", "record": "ben"}}
    bike.update("ben", name="Benjamin")
    assert card.persona is not None
    assert card.persona.name == "Benjamin"
    assert repr(card).endswith("'Benjamin')")
    bike.remove("ben")
    assert card.persona is None
    bike.undo()
    assert card.persona is not None


def test_b93_an_id_comes_before_a_name(bike: cjm.Journey) -> None:
    """[B93] A persona that is called like the id of another is not taken for it."""
    bike.add_persona("ben", id="other")
    assert cjm.PersonaCard(bike, "ben").persona == bike.personas["ben"]


def test_b93_what_is_no_persona(bike: cjm.Journey) -> None:
    """[B93] The error says which there are, and what to do where there is none."""
    with pytest.raises(cjm.UnknownRecord, match="'Ana', 'Ben'") as caught:
        cjm.PersonaCard(bike, "Zoe")
    assert (caught.value.field, caught.value.value) == ("persona", "Zoe")
    with pytest.raises(cjm.UnknownRecord, match="'Ana', 'Ben'"):
        cjm.PersonaCard(bike, "ad")
    with pytest.raises(cjm.UnknownRecord, match="add_persona"):
        cjm.PersonaCard(cjm.Journey("Empty"))
    with pytest.raises(cjm.InvalidDocument, match="PersonaCard"):
        cjm.PersonaCard("bike")  # type: ignore[arg-type]
    with pytest.raises(cjm.UnknownField, match="language"):
        cjm.PersonaCard(bike, langage="it")
    assert cjm.PersonaCard(bike, language="it").language == "it"
