"""The authority of the Python package, one JSON message a line, for `python.test.ts`."""

import json
import sys
import warnings

from cjm_widgets.model.authority import Authority
from cjm_widgets.model.digest import digest
from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.records import JourneyInfo
from cjm_widgets.model.state import State
from cjm_widgets.model.store import Store


def say(message: object) -> None:
    print(json.dumps(message), flush=True)


def main() -> None:
    warnings.simplefilter("ignore")
    store = Store(State([JourneyInfo(id="map-1", title="Start")]))
    link = Authority(store).link(say)
    for line in sys.stdin:
        message = json.loads(line)
        try:
            if message["type"] == "undo":
                store.undo()
            elif message["type"] == "sum":
                records = store.state.records.values()
                say({"type": "sum", "revision": store.revision, "digest": digest(records)})
            else:
                link.receive(message)
        except CjmError as problem:
            say({"type": "error", "message": str(problem)})


main()
