"""What changes are called."""

import pytest

from cjm_widgets.model.labels import words


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("rename.touchpoint", "Rename touchpoint"),
        ("remove.card.3", "Remove 3 cards"),
        ("move.card.1", "Move 1 card"),
        ("edit.metric_value.value", "Edit value of metric value"),
        ("edit.touchpoint.expectation_met", "Edit expectation met of touchpoint"),
        ("undo:rename.touchpoint", "Undo: Rename touchpoint"),
        ("redo:undo:add.card", "Redo: Undo: Add card"),
        ("Undo: add.card", "Undo: Add card"),
        ("restore", "Restore"),
        ("Tidy up", "Tidy up"),
        ("undo: ", "undo: "),
        ("dance.touchpoint", "dance.touchpoint"),
        ("add.constructor", "add.constructor"),
        ("", ""),
    ],
)
def test_w9_a_label_in_words(label: str, said: str) -> None:
    """[W9] A key is said in words, and other words stay as they are."""
    assert words(label) == said
