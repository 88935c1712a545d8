"""All that is done to a map, each once with the keyboard alone and once with single clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cjm_widgets as cjm
from tests.browser.maps import SMALL

#: What a spreadsheet puts on the clipboard.
CELLS = r"Step\tPains\nUnlocks\tSlow\n"


@dataclass(frozen=True)
class Task:
    """What is to be done, how, and how one knows that it is."""

    name: str
    #: On the map in Python, or a selector of what is then in the editor; not so before.
    done: Callable[[cjm.Journey], Any] | str
    keys: str
    pointer: str
    #: How many changes it is: one, or none where it is about this view alone.
    changes: int = 1


def start() -> cjm.Journey:
    """Return the map all tasks begin with."""
    names: dict[str, Any] = {}
    exec(SMALL.rpartition("start = ")[0], names)  # noqa: S102 - our own text
    j: cjm.Journey = names["j"]
    j.add_persona("Ben", id="ben")
    j.add_experience("ad", persona="ben", score=-1)
    plan = j.add_phase("As planned", id="plan")
    j.add_touchpoint("Gets it free", plan, id="free", emotion={"Ana": 2})
    j.add_touchpoint("Tells others", plan, id="tells")
    j.update("drink", planned_ref="free")
    j.update("ad", tags=["busy"], moment_of_truth=True, owners=[j.add_person("Shop")])
    j.update("queue", author="Lea", evidence_level="data", status="done")
    j.add_comment("order", "Really?", id="talk", author="Lea")
    j.add_vote_session("Which pain?", id="round", target_kinds=["pain"], votes_per_person=3)
    j.add_stroke("ad", [(5, 5), (60, 40), (120, 10)])
    data = j.to_dict()
    data["journey"]["view-one"] = {"name": "Pains only", "chosen": {"kind": ["pain"]}}
    return cjm.Journey.from_dict(data)


def names(j: cjm.Journey, table: str) -> list[str]:
    """Return what records are called, in order."""
    return [str(getattr(record, "name", "") or "") for record in getattr(j, table)]


def views(j: cjm.Journey) -> dict[str, Any]:
    """Return the saved views, by name."""
    held = j.to_dict()["journey"]
    return {one["name"]: one["chosen"] for key, one in held.items() if key.startswith("view-")}


def score(j: cjm.Journey, touchpoint: str, persona: str = "ana") -> Any:
    """Return the one score that a persona gave, if any."""
    found = [e for e in j.experiences if (e.touchpoint, e.persona) == (touchpoint, persona)]
    return found[0] if found else None


#: Beside what, or into what, the things are pasted.
OTHERS = {"phase": "after", "touchpoint": "drink", "lane": "gains", "card": "awake"}


def menu(kind: str, record: str, cell: str, steps: str, inside: str = "") -> list[Task]:
    """Return what is done to each kind of thing."""
    go = f"at {cell} {inside}"
    table, title = {
        "phase": ("phases", "name"),
        "touchpoint": ("touchpoints", "name"),
        "lane": ("lanes", "title"),
        "card": ("cards", "text"),
    }[kind]
    rename = "Edit" if kind == "card" else "Rename"
    count = len(getattr(start(), table))
    text = lambda j: getattr(getattr(j, table).get(record), title, "")  # noqa: E731
    other = OTHERS[kind]
    grown = lambda j: len(getattr(j, table)) == count + 1  # noqa: E731
    return [
        Task(f"rename a {kind}", lambda j: text(j) == "Dawn",
             f"{go} | press F2 | type Dawn | press Enter",
             f"dots {record} | pick {rename} | type Dawn | away"),
        Task(f"duplicate a {kind}", grown, f"{go} | press Control+d",
             f"dots {record} | pick Duplicate"),
        Task(f"remove a {kind}", lambda j: record not in getattr(j, table),
             f"{go} | press Delete", f"dots {record} | pick Remove"),
        Task(f"menu of a {kind} by its key", grown, f"{go} | press Shift+F10 | pick Duplicate",
             f"right {record} | pick Duplicate"),
        Task(f"cut and paste a {kind}",
             lambda j: record not in getattr(j, table) and len(getattr(j, table)) == count,
             f"{go} | press Control+x | {steps} | press Control+v",
             f"dots {record} | pick Cut | dots {other} "
             "| pick Paste", changes=2),
        Task(f"copy and paste a {kind}", grown,
             f"{go} | press Control+c | {steps} | press Control+v",
             f"dots {record} | pick Copy | dots {other} "
             "| pick Paste"),
    ]  # fmt: skip


THINGS = (
    *menu("phase", "before", "#phases/before", "at #phases/after"),
    *menu("touchpoint", "ad", "#touchpoints/ad", "at #touchpoints/drink"),
    *menu("lane", "pains", "pains/#header", "at gains/#header"),
    *menu("card", "queue", "pains/order", "at gains/drink", "| press Enter"),
    Task("add a phase", lambda j: names(j, "phases")[1] == "New phase",
         "at #phases/before | press n Escape", "dots before | pick Add after | away"),
    Task("add a touchpoint", lambda j: names(j, "touchpoints")[1] == "New touchpoint",
         "at #touchpoints/ad | press n Escape", "dots ad | pick Add after | away"),
    Task("add a lane", lambda j: [lane.kind for lane in j.lanes][3] == "custom",
         "at pains/#header | press n Escape", "dots pains | pick Add below | away"),
    Task("add a lane of a kind", lambda j: j.lanes[-1].kind == "opportunity",
         "to Add | press Enter | pick Opportunities | press Escape",
         "push Add | pick Opportunities | away"),
    Task("add a card", lambda j: len([c for c in j.cards if c.touchpoint == "drink"]) == 2,
         "at pains/drink | press n Escape",
         "click pains/drink | push Add card: Pains, Drinks | away"),
    Task("add a card over a phase", lambda j: [c for c in j.cards if c.phase == "after"],
         "at pains/drink | press Shift+N Escape",
         "right pains/drink | pick Add card over the phase | away"),
    Task("add a persona", lambda j: len(j.personas) == 3,
         "to Add | press Enter | pick Add persona | press Escape",
         "push Add | pick Add persona | away"),
    Task("rename a persona", lambda j: j.personas["ana"].name == "Anna",
         "to Highlight Ana | press F2 | type Anna | press Enter",
         "dots ana | pick Rename | type Anna | away"),
    Task("move a persona", lambda j: j.personas.ids == ["ben", "ana"],
         "to Highlight Ana | press Alt+ArrowRight", "dots ana | pick Move right"),
    Task("remove a persona", lambda j: "ana" not in j.personas,
         "to Highlight Ana | press Delete", "dots ana | pick Remove"),
    Task("rename the map", lambda j: j.title == "Tea",
         "to Title: Coffee | press Enter | type Tea | press Enter",
         "push Title: Coffee | type Tea | away"),
    Task("choose the kind of map", lambda j: j.info.map_type == "future",
         "to current state | press Enter | pick future state",
         "push current state | pick future state"),
    Task("move a phase", lambda j: j.phases.ids[0] == "after",
         "at #phases/before | press Alt+ArrowRight", "dots before | pick Move right"),
    Task("move a touchpoint", lambda j: j.touchpoints.ids[0] == "order",
         "at #touchpoints/ad | press Alt+ArrowRight", "dots ad | pick Move right"),
    Task("move several touchpoints", lambda j: {j.touchpoints[i].phase for i in ("ad", "order")}
         == {"after"},
         "at #touchpoints/ad | press Shift+ArrowRight Alt+ArrowRight",
         "dots ad | pick Select several | click order | dots order | pick Move right"),
    Task("remove several touchpoints", lambda j: not {"ad", "order"} & set(j.touchpoints.ids),
         "at #touchpoints/ad | press Shift+ArrowRight Delete",
         "dots ad | pick Select several | click order | dots ad | pick Remove"),
    Task("move a lane", lambda j: j.lanes.ids[-1] == "pains",
         "at pains/#header | press Alt+ArrowDown", "dots pains | pick Move down"),
    Task("move a card within its cell", lambda j: j.cards.ids[0] == "seats",
         "at pains/order | press Enter Alt+ArrowDown", "dots queue | pick Move down"),
    Task("move a card to the next touchpoint", lambda j: j.cards["queue"].touchpoint == "drink",
         "at pains/order | press Enter Alt+ArrowRight", "dots queue | pick Move right"),
    Task("move a card to the next lane", lambda j: j.cards["awake"].lane == "pains",
         "at gains/drink | press Alt+ArrowUp", "dots awake | pick Move up"),
    Task("fold a phase", lambda j: j.phases["before"].collapsed,
         "at #phases/before | press Space", "dots before | pick Collapse"),
    Task("fold a lane", lambda j: j.lanes["pains"].collapsed,
         "at pains/#header | press Space", "dots pains | pick Collapse"),
    Task("say the purchase stage", lambda j: j.phases["before"].purchase_stage == "during",
         "at #phases/before | press Shift+F10 | pick during", "dots before | pick during"),
    Task("make a lane higher", lambda j: j.lanes["pains"].height,
         "at pains/#header | press Alt+Shift+ArrowDown", "dots pains | pick Taller"),
    Task("draw a line below a lane", lambda j: j.lanes["pains"].separator == "visibility",
         "at pains/#header | press Shift+F10 | pick line of visibility",
         "dots pains | pick line of visibility"),
    Task("spread a card over its phase", lambda j: j.cards["queue"].phase == "before",
         "at pains/order | press Enter Alt+Shift+ArrowRight",
         "dots queue | pick Spread over the phase"),
    Task("mark a moment of truth", lambda j: j.touchpoints["order"].moment_of_truth,
         "at #touchpoints/order | press Shift+F10 | pick Moment of truth",
         "dots order | pick Moment of truth"),
    Task("paste cells of a spreadsheet", lambda j: "Unlocks" in names(j, "touchpoints"),
         f"clip {CELLS} | at #touchpoints/ad | press Control+v | to Insert | press Enter",
         f"clip {CELLS} | dots ad | pick Paste | push Insert"),
    Task("choose a template", lambda j: j.info.map_type == "service_blueprint",
         "to Add | press Enter | pick Templates… | to Service blueprint | press Enter",
         "push Add | pick Templates… | push Service blueprint"),
    Task("add a channel", lambda j: len(j.channels) == 2,
         "at channels/order | press Enter | type App | press Enter Escape",
         "click channels/order | type App | away"),
    Task("take a channel away", lambda j: not j.touchpoints["ad"].channels,
         "at channels/ad | press ArrowRight ArrowLeft Enter | to Remove Web | press Enter Escape",
         "click ad | push Remove Web"),
)  # fmt: skip

SCORES = (
    Task("score a point", lambda j: score(j, "ad").score == 2,
         "at emotion/ad | press Enter ArrowUp", "click ad | push Increase Score of Ana"),
    Task("type a score", lambda j: score(j, "ad").score == -1.5,
         "at emotion/ad | press Enter Enter | type -1.5 | press Enter",
         "click ad | push Score of Ana | type -1.5 | away"),
    Task("add a score", lambda j: score(j, "order"),
         "at emotion/order | press Enter", "click emotion/order | push Add a score: Ana"),
    Task("remove a score", lambda j: not score(j, "ad"),
         "at emotion/ad | press Enter Delete", "right emotion/ad/ana | pick Remove"),
    Task("name the emotion", lambda j: score(j, "ad").emotion == "relief",
         "at emotion/ad | press Enter e | into .cjm-emotions | press ArrowDown Enter",
         "right emotion/ad/ana | pick Name the emotion | push relief"),
    Task("choose an emoji for it", lambda j: score(j, "ad").emoji == "🤯",
         "at emotion/ad | press Enter e | to Emoji | type 🤯 | press Enter",
         "right emotion/ad/ana | pick Name the emotion | push Emoji | type 🤯 | away"),
    Task("show one persona", '.cjm-face[aria-pressed="true"]',
         "to Highlight Ana | press Enter", "push Highlight Ana", changes=0),
    Task("hide what was planned", ".cjm-legend [aria-pressed=false]:has-text('planned')",
         "at emotion/#header | to planned | press Space", "push planned", changes=0),
)  # fmt: skip
