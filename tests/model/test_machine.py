"""Any commands, at any point, leave a map that is sound, and every step can be taken back."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

import cjm_widgets as cjm
from cjm_widgets.model.records import COLLECTIONS, type_name
from tests.model.machine import ADDED, COMMANDS, READING, Commands

STEPS = 40
FUZZ_EDITS = int(os.environ.get("CJM_FUZZ_EDITS", "0"))


def test_v1_v2_v3_v4_any_commands() -> None:
    """[V1-V4] Undo is exact, the log replays, the map is sound, its file is the map."""
    run_state_machine_as_test(
        Commands, settings=settings(max_examples=40, stateful_step_count=STEPS)
    )


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@pytest.mark.skipif(not FUZZ_EDITS, reason="long: set CJM_FUZZ_EDITS, or run `make fuzz`")
def test_v1_v2_v3_v4_fuzz() -> None:
    """[V1-V4] The same for a tenth of the edits asked for: after each one all is checked."""
    steps = 3 * STEPS
    examples = max(1, FUZZ_EDITS // (10 * steps))
    run_state_machine_as_test(
        Commands, settings=settings(max_examples=examples, stateful_step_count=steps)
    )


def test_v1_every_command_is_in_the_machine() -> None:
    """[V1] A command that is added to a map is added to the machine."""
    views = {record_type.collection for record_type in COLLECTIONS.values()}
    public = {name for name in dir(cjm.Journey) if not name.startswith("_")}
    adding = {f"add_{name}" for name in ADDED}
    assert public - views - adding == COMMANDS | READING
    assert set(ADDED) == {type_name(record_type) for record_type in COLLECTIONS.values()}
