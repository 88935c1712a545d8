"""A process that edits a file and prints the id of each edit once it is accepted.

``python -m tests.storage.editing FILE NAME COUNT``: a COUNT of 0 edits until it is killed.
"""

from __future__ import annotations

import sys
import time
from itertools import count

import cjm_widgets as cjm


def main(path: str, name: str, edits: int) -> None:
    journey = cjm.open(path)
    for number in count():
        if edits and number == edits:
            break
        record_id = f"{name}-{number}"
        journey.add_touchpoint(record_id, id=record_id)
        print(record_id, flush=True)
        # Some edits come in bursts and some with time to save in between.
        time.sleep(0.001 if number % 40 else 0.15)
    assert journey.file is not None
    assert journey.file.close(), journey.file.problem


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
