"""What is done beside the map and in its place: details, people, finding, other views."""

from __future__ import annotations

from tests.browser.tasks import Task, views

#: What a task ends with that is no matter of the document: a file, and the map as at the start.
DOWNLOAD = "a download"
MAP = ".cjm-map"
ORDER = "at #touchpoints/order"
#: Panels that are opened by the toolbar.
COMMENTS = "dots order | pick Comments"
VOTES = "push Work together | pick Votes"
VOTES_KEYS = "to Work together | press Enter | pick Votes"


def field(name, done, label, text):
    """A field of the details of a touchpoint into which something is typed."""
    return Task(name, done, f"{ORDER} | to {label} | type {text} | press Enter",
                f"click order | push {label} | type {text} | away")  # fmt: skip


def more(name, done, label, text):
    """A field that is folded away at first."""
    group = "Planned and actual"
    return Task(name, done,
                f"{ORDER} | to {group} | press Enter | to {label} | type {text} | press Enter",
                f"click order | push {group} | push {label} | type {text} | away")  # fmt: skip


def order(j):
    """Return the touchpoint whose details are edited."""
    return j.touchpoints["order"]


DETAILS = (
    field("details: a text", lambda j: order(j).expectation == "Fast", "Expectation", "Fast"),
    field("details: a time", lambda j: order(j).duration == 360, "Duration", "6 min"),
    more("details: a date", lambda j: order(j).start == "2027-05-31", "Start", "2027-05-31"),
    Task("details: a name", lambda j: order(j).name == "Pays",
         f"{ORDER} | to Name: Orders | press Enter | type Pays | press Enter",
         "click order | push Name: Orders | type Pays | away"),
    Task("details: one of a few", lambda j: order(j).expectation_met == "exceeded",
         f"{ORDER} | into [data-field=expectation_met] [role=radio][tabindex='0'] "
         "| press ArrowRight",
         "click order | push exceeded"),
    Task("details: one of many", lambda j: j.lanes["pains"].side == "backstage",
         "at pains/#header | to Side | press b", "click pains | push Side | choose backstage"),
    Task("details: names", lambda j: order(j).channels,
         f"{ORDER} | to Add to Channels | type Counter | press Enter",
         "click order | push Add to Channels | type Counter | away"),
    Task("details: names taken away", lambda j: not j.touchpoints["ad"].channels,
         "at #touchpoints/ad | to Remove Web | press Enter", "click ad | push Remove Web"),
    Task("details: yes or no", lambda j: order(j).moment_of_truth,
         f"{ORDER} | to Moment of truth | press Space", "click order | push Moment of truth"),
    Task("details: one to five", lambda j: j.cards["awake"].severity,
         "at gains/drink | press Enter | press Escape | into [aria-label=Severity] "
         "| press ArrowRight",
         "click awake | push 3"),
    Task("details: a colour", lambda j: j.phases["before"].color,
         "at #phases/before | to Colour 3 | press Enter",
         "click before | push Colour 3"),
    Task("details: a number", lambda j: j.lanes["pains"].height == 99,
         "at pains/#header | to Place and look | press Enter | to Height | type 99 | press Enter",
         "click pains | push Place and look | push Height | type 99 | away"),
    Task("details: a score of everyone", lambda j: [e for e in j.experiences if not e.persona],
         f"{ORDER} | to Add a score | press Enter | pick Everyone",
         "click order | push Add a score | pick Everyone"),
    Task("details: close them", ".cjm-panel-button[aria-pressed=false]",
         f"{ORDER} | to Close details | press Enter", "click order | push Close details",
         changes=0),
)  # fmt: skip

TOGETHER = (
    Task("react", lambda j: [r.target for r in j.reactions] == ["order"],
         f"{ORDER} | press r | to 👍 | press Enter", "dots order | pick React | push 👍"),
    Task("comment", lambda j: "Hm" in [c.text for c in j.comments],
         f"{ORDER} | press c | to Write a comment on Orders | type Hm | press Enter",
         f"{COMMENTS} | push Write a comment on Orders | type Hm | away"),
    Task("answer a comment", lambda j: "Yes" in [c.text for c in j.comments],
         f"{ORDER} | press c | to Answer Lea | type Yes | press Enter",
         f"{COMMENTS} | push Answer Lea | type Yes | away"),
    Task("resolve a comment", lambda j: j.comments["talk"].resolved,
         f"{ORDER} | press c | to Resolve | press Enter", f"{COMMENTS} | push Resolve"),
    Task("say who votes", ".cjm-ballot",
         f"{VOTES_KEYS} | to Your name | type Zoë | press Enter",
         f"{VOTES} | push Your name | type Zoë | away", changes=0),
    Task("vote", lambda j: [v.target for v in j.votes] == ["queue"],
         "at pains/order | press Enter v", "dots queue | pick Vote for this"),
    Task("open a round", lambda j: len(j.vote_sessions) == 2,
         f"{VOTES_KEYS} | to New round | press Enter | to What is it about? | type Next? "
         "| press Enter | to Open voting | press Enter",
         f"{VOTES} | push New round | push What is it about? | type Next? | push Open voting"),
    Task("close a round", lambda j: not j.vote_sessions["round"].open,
         f"{VOTES_KEYS} | to Close voting | press Enter", f"{VOTES} | push Close voting"),
    Task("take out the pen", ".cjm-ink-sheet",
         f"{ORDER} | press p", "push Work together | pick Draw", changes=0),
    Task("erase drawings", lambda j: not len(j.strokes),
         "at #touchpoints/ad | press Shift+F10 | pick Erase drawings",
         "dots ad | pick Erase drawings"),
)  # fmt: skip

FILTER = "into .cjm | press Control+Shift+F"
DOTS = "Actions for Pains only"
FINDING_OF = "The touchpoint “Tells others” has no channel"
ON = ".cjm-filter-state:has-text('Filter on')"


def by(what, choice):
    """A filter by one thing."""
    return Task(f"filter by {what}", ON,
                f"{FILTER} | to {choice} | press Space",
                f"push Filter | push {choice}", changes=0)  # fmt: skip


SAVE = "push Filter | push Ana | push Save this view…"
FINDING = (
    Task("search: the next", ".cjm-search-count:has-text('1 of')",
         "into .cjm | press Control+f | type e | to Next | press Enter",
         "push Search | push Search the map | type e | push Next", changes=0),
    Task("search: the one before", ".cjm-search-count:has-text('1 of')",
         "into .cjm | press Control+f | type e | press Enter Enter Shift+Enter",
         "push Search | push Search the map | type e | push Next | push Next | push Previous",
         changes=0),
    by("persona", "Ana"), by("lane", "Gains"), by("kind of card", "gain"), by("tag", "busy"),
    by("author", "Lea"), by("evidence", "data"), by("status", "done"), by("channel", "Web"),
    by("owner", "Shop"), by("open comments", "Open comments"), by("moment", "Moment of truth"),
    Task("filter: hide the rest", ".cjm-filter-state:has-text('shown')",
         f"{FILTER} | to Hide what does not match | press Space | to Ana | press Space",
         "push Filter | push Hide what does not match | push Ana", changes=0),
    Task("filter: clear", ".cjm-filter-state:has-text('No filter')",
         f"{FILTER} | to Ana | press Space | to Clear filter | press Enter",
         "push Filter | push Ana | push Clear filter", changes=0),
    Task("view: save", lambda j: "Ana" in views(j),
         f"{FILTER} | to Ana | press Space | to Save this view… | press Enter "
         "| type Ana | press Enter", f"{SAVE} | type Ana | push Save"),
    Task("view: apply", ".cjm-view[aria-pressed=true]",
         f"{FILTER} | to Pains only | press Enter",
         "push Filter | push Pains only", changes=0),
    Task("view: rename", lambda j: list(views(j)) == ["Troubles"],
         f"{FILTER} | to {DOTS} | press Enter | pick Rename "
         "| type Troubles | press Enter",
         f"push Filter | push {DOTS} | pick Rename | type Troubles | push Save"),
    Task("view: remove", lambda j: not views(j),
         f"{FILTER} | to {DOTS} | press Enter | pick Remove",
         f"push Filter | push {DOTS} | pick Remove"),
    Task("checks: go to a record", "[data-id=tells].cjm-chosen",
         f"to Checks | press Enter | to {FINDING_OF} | press Enter",
         f"push Checks | push {FINDING_OF}", changes=0),
    Task("help", ".cjm-keys", f"{ORDER} | press ?", "push Keyboard shortcuts", changes=0),
)  # fmt: skip


def stage(name):
    """Return the ways to what stands in the place of the map."""
    return f"to View | press Enter | pick {name}", f"push View | pick {name}"


OUTLINE, OUTLINE_CLICK = stage("Outline")
TABLE, TABLE_CLICK = stage("Table")
WALK, WALK_CLICK = stage("Walkthrough")
SHOW, SHOW_CLICK = stage("Presentation")
SLIDES = f"{SHOW} | into .cjm-place:has(.cjm-present)"
AD = "Actions for Sees the ad"
TREE = f"{OUTLINE} | into .cjm-tree | press Home ArrowDown"
VIEWS = (
    Task("zoom in", ".cjm-map[style*='--zoom: 1.1']",
         f"{ORDER} | press Control+=", "push View | pick Larger", changes=0),
    Task("fit the map", ".cjm-map[style*='--zoom']:not([style*='--zoom: 1;'])",
         "to View | press Enter | pick Smaller", "push View | pick Smaller", changes=0),
    Task("compact rows", ".cjm-compact", "to View | press Enter | pick Compact rows",
         "push View | pick Compact rows", changes=0),
    Task("outline: rename", lambda j: j.touchpoints["ad"].name == "Hears",
         f"{TREE} | press F2 | type Hears | press Enter",
         f"{OUTLINE_CLICK} | row ad | push {AD} | pick Rename | type Hears | away"),
    Task("outline: move", lambda j: j.touchpoints.ids[0] == "order",
         f"{TREE} | press Alt+ArrowDown",
         f"{OUTLINE_CLICK} | row ad | push {AD} | pick Move right"),
    Task("outline: back to the map", MAP, f"{OUTLINE} | to Journey map | press Enter",
         f"{OUTLINE_CLICK} | push Journey map", changes=0),
    Task("table: a cell", lambda j: j.touchpoints["ad"].name == "Pays",
         f"{TABLE} | into .cjm-grid | press Control+Home F2 | type Pays | press Enter",
         f"{TABLE_CLICK} | row ad/name | write Pays | away"),
    Task("table: a row more", lambda j: len(j.touchpoints) == 6,
         f"{TABLE} | to Add row | press Enter", f"{TABLE_CLICK} | push Add row"),
    Task("walk: a score", lambda j: [e for e in j.experiences if e.source == "observed"],
         f"{WALK} | into .cjm-place | press 5", f"{WALK_CLICK} | push +2"),
    Task("walk: a note", lambda j: "Hm" in [e.note for e in j.experiences],
         f"{WALK} | to Note | type Hm | press Enter", f"{WALK_CLICK} | push Note | type Hm | away"),
    Task("present: the next slide", ".cjm-present:has-text('2 of')",
         f"{SLIDES} | press ArrowRight", f"{SHOW_CLICK} | push Next slide", changes=0),
    Task("present: the slide before", ".cjm-present:has-text('1 of')",
         f"{SLIDES} | press ArrowRight ArrowLeft",
         f"{SHOW_CLICK} | push Next slide | push Previous slide", changes=0),
    Task("present: leave", MAP, f"{SLIDES} | press Escape",
         f"{SHOW_CLICK} | push Leave the presentation", changes=0),
    Task("export", DOWNLOAD, "to Export | press Enter | pick Map (JSON)",
         "push Export | pick Map (JSON)", changes=0),
    Task("undo and redo", lambda j: j.phases["before"].collapsed,
         "at #phases/before | press Space Control+z Control+Shift+z",
         "dots before | pick Collapse | push Undo | push Redo", changes=3),
)  # fmt: skip
