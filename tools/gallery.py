"""Take a picture of every state of the editor, and of all of them side by side.

python tools/gallery.py [folder] [names ...]

The pictures are for people who look at them before a release; nothing compares them.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

import cjm_widgets as cjm  # noqa: E402
from tests.browser.lab import FLAGS  # noqa: E402
from tests.browser.maps import BIKE  # noqa: E402
from tests.browser.plain import Plain, plain_page  # noqa: E402
from tools.chromium import ADVICE, find  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Do = Callable[[Plain, cjm.Journey], None]


@dataclass(frozen=True)
class State:
    """One picture: which map, how it is shown, and what was done to it."""

    name: str
    make: Callable[[], cjm.Journey]
    do: Do = lambda _plain, _journey: None
    width: int = 1400
    height: int = 760
    theme: Literal["light", "dark"] = "light"
    contrast: bool = False
    language: str = "en"
    read_only: bool = False
    #: The one persona that is shown, instead of the map.
    persona: str = ""
    #: The kind of the one board that is shown, instead of the map.
    board: str = ""
    #: Makes the other map of a comparison.
    other: Callable[[cjm.Journey], cjm.Journey] | None = None
    #: Leads a workshop on the map up to a point.
    lead: Callable[[cjm.Workshop], None] | None = None


def bike() -> cjm.Journey:
    """Return the map of the README."""
    names: dict[str, Any] = {}
    exec(BIKE.rpartition("editor = ")[0], names)  # noqa: S102 - our own text
    journey: cjm.Journey = names["j"]
    return journey


def long_map(touchpoints: int = 60) -> cjm.Journey:
    """Return a map that does not fit into any window."""
    journey = bike()
    phase = journey.add_phase("A year later", purchase_stage="after")
    with journey.transaction("Many"):
        for number in range(len(journey.touchpoints), touchpoints):
            step = journey.add_touchpoint(f"Step {number}", phase, emotion=(number * 7) % 5 - 2)
            journey.add_card(step, "pain", f"Something about step {number}", lane="pain")
    return journey


def long_words() -> cjm.Journey:
    """Return a map of words that are wider than their columns."""
    journey = bike()
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    journey.update(title=f"{word} {word}")
    journey.update(journey.phases[0], name=word)
    journey.update("friend", name=word)
    journey.update("ana", name=word)
    journey.update("pain", title=word)
    journey.add_card("friend", "pain", word * 2, lane="pain")
    journey.add_card("friend", "gain", "שלום עולם, this is both ways", lane="gain")
    journey.add_channel(word)
    journey.update("reviews", channels=[word, "Web", "Shop"])
    return journey


def empty() -> cjm.Journey:
    """Return a map as it begins."""
    return cjm.Journey("")


def select(*ids: str) -> Do:
    """Return what selects records."""

    def do(plain: Plain, journey: cjm.Journey) -> None:
        plain.page.evaluate("(ids) => window.select(ids)", list(ids) or [journey.phases[0].id])

    return do


def press(*keys: str, on: str = "ride") -> Do:
    """Return what presses keys on a record of the map."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        plain.root.locator(f"[data-id={on}]").first.click()
        for key in keys:
            plain.page.keyboard.press(key)

    return do


def key(*keys: str) -> Do:
    """Return what presses keys where the focus is."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        for one in keys:
            plain.page.keyboard.press(one)

    return do


def button(name: str) -> Do:
    """Return what presses a button."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        plain.root.get_by_role("button", name=name).first.click()

    return do


def choose(menu: str, item: str) -> Do:
    """Return what chooses from a menu of the header."""

    def do(plain: Plain, journey: cjm.Journey) -> None:
        button(menu)(plain, journey)
        plain.root.get_by_role("menu").get_by_text(item, exact=True).click()
        plain.quiet()

    return do


def worked_on() -> cjm.Journey:
    """Return a map with remarks, reactions, votes and drawings on it."""
    journey = bike()
    for record, emoji in (("ride", "👍"), ("ride", "❤️"), ("models", "🤔")):
        if journey.get(record) is not None:
            journey.add_reaction(record, emoji, author="Lea")
    remark = journey.add_comment("models", "Is this not two steps?", author="Zoë")
    journey.add_comment("models", "It is one for most.", author="Lea", parent=remark)
    cards = [card for card in journey.cards if card.kind == "pain"]
    session = journey.add_vote_session("Which pain first?", votes_per_person=3)
    for voter, card in (("Lea", cards[0]), ("Zoë", cards[0]), ("Zoë", cards[1])):
        journey.add_vote(session, card, voter)
    journey.add_stroke("ride", [(5, 5), (60, 40), (120, 10), (140, 60)], color="#b3541e")
    return journey


def planned(now: cjm.Journey) -> cjm.Journey:
    """Return how it is to be: something of every kind of difference."""
    plan = cjm.Journey.from_json(now.to_json())
    plan.update(plan.info, map_type="future")
    plan.update("ride", name="Books a test ride online", duration=60)
    plan.update(next(e for e in plan.experiences if e.touchpoint == "ride"), score=1.5)
    plan.update(next(c for c in plan.cards if c.text.startswith("No slot")), text="No slot today")
    plan.remove("reviews")
    plan.move("first", before="pay")
    reminder = plan.add_touchpoint("Gets a reminder by text message", plan.phases[3])
    plan.add_card(reminder, "gain", "No need to think of it", lane="gain")
    plan.add_goal("Goal: 200 test rides a week")
    return plan


def researched() -> cjm.Journey:
    """Return a map with a record of each type that has no place on the map."""
    journey = worked_on()
    evidence = journey.add_evidence(
        "Interviews with riders, May", id="study", kind="interview", n=12,
        url="https://example.org/studies/riders", date="2027-05-01",
        quote="Nobody told me that I can try it first.", query="SELECT * FROM answers",
    )  # fmt: skip
    lea = journey.add_person("Lea", id="lea", role="mechanic", team="Shop", email="lea@example.org")
    nps = journey.add_metric(
        "Recommend us", id="nps", kind="nps", unit="points", target=40, owner=lea
    )
    journey.add_metric_value(nps, 31, id="value", target="ride", date="2027-05-01", n=210)
    journey.add_metric_value(nps, 36, target="ride", date="2027-06-01", n=180)
    journey.add_path(
        "By phone", id="way", steps=["friend", "ride", "pay"], personas=["ana"],
        condition="has no account", probability=0.3,
    )  # fmt: skip
    journey.add_edge("ride", "models", id="edge", kind="loop", label="no slot", probability=0.2)
    journey.add_question("Why do they phone?", id="why", evidence=[evidence])
    return journey


def boarded(
    kind: str = "empathy_map", words: str = "", notes: int = 2
) -> Callable[[], cjm.Journey]:
    """Return what makes a map with a board and notes in each of its cells."""

    def make() -> cjm.Journey:
        journey = bike()
        pain = next(card for card in journey.cards if card.kind == "pain")
        about = pain if kind == "five_whys" else None
        board = cjm.Board(kind, journey=journey, persona="ana", about=about, title=words or None)
        colors = ("", "#f2c230", "#3f8fd8", "#e5608c", "#000000", "#ffffff")
        text = words or "Calls the shop twice before anybody answers"
        for place, cell in enumerate(board.cells):
            for number in range(notes):
                board.add(
                    cell.key, f"{text} {number}", author="Lea Maria" if number % 2 else "",
                    color=colors[(place + number) % len(colors)],
                )  # fmt: skip
        journey.update(board.notes[0], text="שלום עולם, this is both ways")
        board.promote(board.notes[0], "pain", "ride")
        board.promote(board.notes[1], "goal")
        journey.add_comment(board.notes[1], "Says who?", author="Zoë")
        journey.add_reaction(board.notes[1], "👍", author="Lea")
        board.close()
        return journey

    return make


def note(*steps: str) -> Do:
    """Return what presses keys on the last note of a board and chooses from its menu."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        plain.root.locator(".cjm-sticky").last.click()
        for step in steps:
            if step.startswith("="):
                plain.root.get_by_role("menuitem", name=step[1:]).click()
            else:
                plain.page.keyboard.press(step)

    return do


def at(kind: str, minutes: float) -> Callable[[cjm.Workshop], None]:
    """Return what leads a workshop to where a part has been running for so long."""

    def lead(w: cjm.Workshop) -> None:
        w.add_participants(["Ana", "Bartholomäus Donaudampfschifffahrtsgesellschaft", "Łucja"])
        w.tick("ice_breaker")
        w.finish("setup")
        session = w.open_vote("Which pain first?", "pain")
        pain = next(card for card in w.journey.cards if card.kind == "pain")
        w.journey.add_vote(session, pain, "Ana")
        part = w.start(kind)
        w.journey.update(part, elapsed=60.0 * minutes)

    return lead


def unfolded(*ids: str, hints: bool = True) -> Do:
    """Return what shows a record in the details, all groups open and the first advice there."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        plain.page.evaluate("(ids) => window.select(ids)", list(ids))
        # Narrow it is a drawer.
        if not plain.root.locator(".cjm-inspector").count():
            plain.root.locator(".cjm-panel-button").click()
        plain.root.locator(".cjm-inspector").locator(
            ".cjm-records-end, [data-group*='/']"
        ).first.wait_for()
        folded = plain.root.locator(".cjm-inspector .cjm-more[aria-expanded=false]")
        while folded.count():
            folded.first.click()
        asks = plain.root.locator(".cjm-inspector .cjm-ask")
        for at in range(min(2, asks.count()) if hints else 0):
            asks.nth(at).click()
            plain.root.locator(".cjm-inspector .cjm-advice").nth(at).wait_for()
        plain.root.locator(".cjm-inspector").evaluate("(box) => box.scrollTo(0, 0)")

    return do


def check(name: str) -> Do:
    """Return what ticks a box."""

    def do(plain: Plain, _journey: cjm.Journey) -> None:
        plain.root.get_by_role("checkbox", name=name).check()

    return do


def also(*steps: Do) -> Do:
    """Return what does one after the other."""

    def do(plain: Plain, journey: cjm.Journey) -> None:
        for step in steps:
            step(plain, journey)
            plain.quiet()

    return do


STATES = (
    *(
        State(f"map-{theme}-{width}", bike, select("ride"), width=width, theme=theme)
        for theme in ("light", "dark")
        for width in (320, 700, 1400)
    ),
    State("map-contrast-1400", bike, select("ride"), contrast=True),
    State("map-contrast-700", bike, width=700, contrast=True),
    *(
        State(f"language-{language}", bike, select("ride"), language=language)
        for language in ("it", "pl", "fr")
    ),
    State("empty-light", empty),
    State("empty-dark", empty, theme="dark"),
    State("empty-320", empty, width=320),
    State("long-light", long_map),
    State("long-dark-700", long_map, width=700, theme="dark"),
    State("words-light", long_words, select("friend")),
    State("words-dark-700", long_words, select("friend"), width=700, theme="dark"),
    State("read-only", bike, select("ride"), read_only=True),
    State("several-selected", bike, select("reviews", "models", "ride")),
    State("a-phase", bike, select()),
    State("a-lane", bike, select("pain")),
    State("a-persona-dark", bike, select("ana"), theme="dark"),
    State("editing-a-name", bike, press("F2")),
    State("menu", bike, press("Shift+F10")),
    State("menu-dark-700", bike, press("Shift+F10"), width=700, theme="dark"),
    State("removed", bike, press("Delete")),
    State("search", bike, press("Control+f")),
    State("keys", bike, press("?")),
    State("keys-dark-700", bike, press("?"), width=700, theme="dark"),
    State("checks", bike, button("Checks")),
    State("persona", bike, persona="ana", height=860),
    State("persona-dark-700", bike, persona="ana", width=700, height=860, theme="dark"),
    State("filter", bike, button("Filter")),
    State("together", worked_on),
    State("comments", worked_on, choose("Work together", "Comments")),
    State("votes", worked_on, choose("Work together", "Votes")),
    State("votes-dark-700", worked_on, choose("Work together", "Votes"), width=700, theme="dark"),
    State("pen", worked_on, choose("Work together", "Draw")),
    State("outline", bike, choose("View", "Outline")),
    State("table", bike, choose("View", "Table")),
    State("table-dark-700", bike, choose("View", "Table"), width=700, theme="dark"),
    State("walk", bike, choose("View", "Walkthrough")),
    State("walk-dark-700", bike, choose("View", "Walkthrough"), width=700, theme="dark"),
    State("walk-320", bike, choose("View", "Walkthrough"), width=320),
    State("present", bike, choose("View", "Presentation")),
    State("present-dark", bike, choose("View", "Presentation"), theme="dark"),
    State("present-map", bike, also(choose("View", "Presentation"), key("ArrowRight"))),
    State(
        "present-phase-dark-700",
        bike,
        also(choose("View", "Presentation"), key("ArrowRight", "ArrowRight")),
        width=700,
        theme="dark",
    ),
    State("templates", bike, choose("Add", "Templates…")),
    State("workshop-set-up", bike, choose("Work together", "Workshop")),
    State("workshop", bike, lead=at("mapping", 3), height=1400),
    State("workshop-soon-dark", bike, lead=at("mapping", 36), theme="dark"),
    State("workshop-over", bike, lead=at("testing", 23), height=1400),
    State("workshop-over-dark-700", bike, lead=at("setup", 27), width=700, theme="dark"),
    State("workshop-script", bike, button("What to say and do"), lead=at("setup", 1), height=1900),
    State("workshop-320", bike, lead=at("empathy", 1), width=320),
    State("workshop-contrast", bike, lead=at("setup", 22), contrast=True),
    State("workshop-read-only", bike, lead=at("mapping", 3), read_only=True, height=1400),
    *(
        State(f"workshop-{language}", bike, lead=at("iteration", 8), language=language, height=1500)
        for language in ("it", "pl", "fr")
    ),
    State("workshop-words-pl", long_words, lead=at("mapping", 3), width=700, language="pl"),
    State("zoom-70", bike, press("Control+-", "Control+-", "Control+-")),
    State("zoom-150", bike, press("Control+=", "Control+=", "Control+=")),
    State("view-menu", bike, button("View")),
    State("export-menu", bike, button("Export")),
    State("compare-light", bike, other=planned),
    State("compare-dark", bike, other=planned, theme="dark"),
    State("compare-320", bike, other=planned, width=320),
    State(
        "compare-rest-dark-700",
        bike,
        also(check("Only differences"), button("Also different")),
        other=planned,
        width=700,
        theme="dark",
    ),
    State("compare-contrast", bike, other=planned, contrast=True),
    State("compare-words", long_words, other=planned, language="pl"),
    State("compare-read-only", bike, other=planned, read_only=True),
    State("compare-empty", empty, other=lambda _now: cjm.Journey("Plan")),
    *(
        State(f"details-{record}", researched, unfolded(record), height=1400)
        for record in ("ride", "value", "study", "way", "lea", "pain")
    ),
    State("details-journey", researched, unfolded(), height=2000),
    State("details-ride-pl", researched, unfolded("ride"), height=1900, language="pl"),
    State("details-nps-dark-700", researched, unfolded("nps"), width=700, theme="dark"),
    State("details-nps-contrast", researched, unfolded("nps"), contrast=True),
    State("details-nps-320", researched, unfolded("nps"), width=320),
    State("outline-320-words", long_words, width=320),
    State("map-itself-320", bike, button("Journey map"), width=320),
    *(
        State(f"board-{kind}-{language}", boarded(kind), board=kind, language=language, height=900)
        for kind, language in zip(
            ("empathy_map", "heart", "five_whys", "kaizen", "four_ls", "persona", "workflow"),
            ("en", "it", "pl", "fr", "it", "pl", "fr"),
            strict=True,
        )
    ),
    State(
        "board-new-dark-700", boarded(notes=1), board="start-stop-continue", theme="dark", width=700
    ),
    State("board-heart-dark-700", boarded("heart"), board="heart", theme="dark", width=700),
    State(
        "board-words-320",
        boarded("five_whys", "Donaudampfschifffahrtsgesellschaftskapitän"),
        board="five-whys",
        width=320,
        language="pl",
    ),
    State("board-many", boarded(notes=30), board="empathy-map", height=1200),
    State("board-contrast", boarded("heart"), board="heart", contrast=True),
    State("board-read-only", boarded("kaizen"), board="kaizen", read_only=True),
    State("board-menu", boarded(), note("Shift+F10"), board="empathy-map"),
    State(
        "board-promote-dark",
        boarded(),
        note("Shift+F10", "=Put on the map…"),
        board="empathy-map",
        theme="dark",
    ),
    State("board-writing-700", boarded(), note("n"), board="empathy-map", width=700),
    State("boards", boarded(), choose("View", "Boards")),
    State("boards-320", boarded(), choose("View", "Boards"), width=320),
    State("boards-none-dark", bike, choose("View", "Boards"), theme="dark"),
    State("contrast-table", bike, choose("View", "Table"), contrast=True),
    State("contrast-outline", bike, choose("View", "Outline"), contrast=True),
)


@contextmanager
def opened(browser: Browser, state: State) -> Iterator[Plain]:
    """Open a page in this state."""
    context = browser.new_context(
        viewport={"width": state.width, "height": state.height},
        color_scheme=state.theme,
        forced_colors="active" if state.contrast else "none",
        reduced_motion="reduce",
    )
    journey = state.make()
    options: dict[str, Any] = {
        "theme": state.theme,
        "language": state.language,
        "read_only": state.read_only,
        "height": state.height - 16,
    }
    if state.persona:
        widget: cjm.JourneyEditor = cjm.PersonaCard(journey, state.persona, **options)
    elif state.board:
        kind = state.board.replace("-", "_")
        shown = next((board for board in journey.boards if board.kind == kind), kind)
        widget = cjm.Board(shown, journey, **options)

    elif state.lead is not None:
        widget = workshop = cjm.Workshop(journey, **options)
        state.lead(workshop)
    elif state.other is not None:
        widget = cjm.Compare(journey, state.other(journey), names=("Today", "Planned"), **options)
    else:
        widget = cjm.JourneyEditor(journey, **options)
    try:
        with plain_page(context, widget) as plain:
            ground = "#fff" if state.theme == "light" else "#111317"
            plain.page.evaluate("(ground) => { document.body.style.background = ground }", ground)
            plain.root.locator(".cjm-status").first.wait_for()
            if state.other is not None:
                plain.root.locator(".cjm-compare").wait_for()
            state.do(plain, journey)
            plain.quiet()
            yield plain
    finally:
        widget.close()
        context.close()


def take(browser: Browser, state: State, folder: Path) -> Path:
    """Take one picture."""
    path = folder / f"{state.name}.png"
    with opened(browser, state) as plain:
        plain.page.screenshot(path=path, animations="disabled")
        for problem in (*plain.errors, *plain.violations()):
            print(f"{state.name}: {problem}", file=sys.stderr)
    return path


def sheet(browser: Browser, pictures: list[Path], path: Path) -> None:
    """Put all pictures on one, with their names."""
    page = browser.new_page(viewport={"width": 2000, "height": 800})
    page.set_content(
        "<body style='font:14px sans-serif; display:grid; gap:12px; margin:12px;"
        " grid-template-columns:repeat(5, 1fr); background:#888'>"
    )
    for picture in pictures:
        data = base64.b64encode(picture.read_bytes()).decode()
        page.evaluate(
            "([name, data]) => { const figure = document.createElement('figure');"
            " figure.style.margin = 0;"
            " const image = new Image();"
            " image.style = 'display:block; max-width:100%; max-height:300px';"
            " image.src = `data:image/png;base64,${data}`; figure.append(name, image);"
            " document.body.append(figure); return image.decode(); }",
            [picture.stem, data],
        )
    page.screenshot(path=path, full_page=True)
    page.close()


def main() -> None:
    """Write the pictures and contact-sheet.png."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [state for state in STATES if not sys.argv[2:] or state.name in sys.argv[2:]]
    chromium = find()
    if chromium is None:
        sys.exit(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        pictures = [take(browser, state, folder) for state in wanted]
        sheet(browser, pictures, folder / "contact-sheet.png")
        browser.close()
    print(f"{len(pictures)} pictures in {folder}")


if __name__ == "__main__":
    main()
