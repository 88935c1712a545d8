"""Merging any number of maps: nothing is lost, and the order they come in does not count."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.change import Change
from cjm_widgets.model.diff import aligned, between
from cjm_widgets.model.document import as_bytes, decode, encode
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.merge import meant
from cjm_widgets.model.merge_many import merge_many
from cjm_widgets.model.rebase import MERGED
from cjm_widgets.model.state import State, owners_of
from tests.strategies import SEEDS, edited, random_document

SIDES = st.lists(SEEDS, min_size=1, max_size=4)
COUNTS = st.integers(min_value=0, max_value=10)
pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")


def start_of(seed: int) -> State:
    return cjm.Journey.from_dict(random_document(seed)).store.state


def text(state: State) -> bytes:
    return as_bytes(encode(state))


@settings(max_examples=150)
@given(seed=SEEDS, sides=SIDES, edits=COUNTS, order=SEEDS)
def test_g20_the_order_of_the_maps_does_not_count(
    seed: int, sides: list[int], edits: int, order: int
) -> None:
    """[G20] Any permutation gives the same document to the byte, also after the maps were files."""
    base = start_of(seed)
    others = [edited(base, side, edits) for side in sides]
    expected = merge_many(base, others)
    assert decode(text(expected.state))
    shuffled = [decode(text(s)) if Random(order).random() < 0.5 else s for s in others]
    Random(order).shuffle(shuffled)
    again = merge_many(base, shuffled)
    assert text(again.state) == text(expected.state)
    assert again.conflicts == expected.conflicts


IN_ANOTHER_PROCESS = """
import hashlib, warnings
warnings.simplefilter("ignore")
from tests.compare.test_merge_many import edited, merge_many, start_of, text
digest = hashlib.sha256()
for seed in range(12):
    base = start_of(seed)
    others = [edited(base, seed * 10 + at, 12) for at in range(4)]
    # Ids that were drawn at random would differ between two processes as well.
    others = [o for o in others if not o.records.keys() - base.records.keys()]
    others += [start_of(seed + at) for at in (1, 2)]
    digest.update(text(merge_many(base, others).state))
print(digest.hexdigest())
"""


def test_g20_every_process_gives_the_same() -> None:
    """[G20] Python shuffles its sets anew in every process; the result does not show it."""
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


@given(seed=SEEDS, sides=SIDES, edits=COUNTS)
def test_g21_merging_again_changes_nothing(seed: int, sides: list[int], edits: int) -> None:
    """[G21] A map merged with itself, or twice with the same, is as before to the byte."""
    base = start_of(seed)
    for copies in ([], [base], [base, base, base]):
        assert text(merge_many(base, copies).state) == text(base)
    others = [edited(base, side, edits) for side in sides]
    once = merge_many(base, others)
    twice = merge_many(base, [*others, *others])
    assert text(twice.state) == text(once.state)
    one = merge_many(base, others[:1])
    assert text(one.state) == text(others[0])
    assert one.conflicts == []


@settings(max_examples=100)
@given(seed=SEEDS, sides=SIDES, edits=COUNTS)
def test_g22_no_edit_is_lost(seed: int, sides: list[int], edits: int) -> None:
    """[G22] What any side added or edited is in the merged map, or named as a conflict."""
    base = start_of(seed)
    others = [edited(base, side, edits) for side in sides]
    merged = merge_many(base, others)
    told = {c.record for c in merged.conflicts}
    changes = [meant(between(base, aligned(base, other))) for other in others]
    for at, mine in enumerate(changes):
        rest = changes[:at] + changes[at + 1 :]
        for record_id in (*mine.added, *mine.updated):
            record = merged.state.get(record_id)
            assert record is not None or record_id in told, record_id
            if record_id in told or any(record_id in other.added for other in rest):
                continue
            for name, (_, new) in mine.updated.get(record_id, {}).items():
                _check_field(record, name, new, rest)
        for record_id in mine.removed:
            if record_id not in told and not any(record_id in other.ids for other in rest):
                # Gone, unless it hangs on something that stays because it was edited.
                found = merged.state.get(record_id)
                assert found is None or owned_by(told, found, merged.state)


def owned_by(told: set[str], record: Any, state: State) -> bool:
    """Tell whether a record hangs on one of those, by however many steps."""
    queue, seen = [record.id], set()
    while queue:
        owner = queue.pop()
        if owner in told:
            return True
        if owner not in seen:
            seen.add(owner)
            queue += owners_of(state.get(owner))
    return False


def _check_field(record: Any, name: str, new: Any, rest: list[Change]) -> None:
    role = fields_of(type(record))[name].role
    both = any(name in other.updated.get(record.id, {}) for other in rest)
    if role in MERGED or role in ("ref", "steps", "place") or both:
        return
    assert getattr(record, name) == new
