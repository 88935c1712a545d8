"""Make the made-up maps of a class: ``python make_students.py`` writes the same files every time.

Six students had one template of a weekend by train. Each walked through it, added what they missed,
removed what they never saw, wrote pains and opportunities and voted. Names, scores and texts are
made up.
"""

import json
from pathlib import Path

import cjm_widgets as cjm

FOLDER = Path(__file__).parent / "students"
LANES = {"pain": "ln-pain", "opportunity": "ln-opportunity", "gain": "ln-gain"}

#: Scores along the way, from the idea to telling friends; None is "never got there".
WALKS = {
    "Ada": (1, 0, -1, 0, 1, -2, 2, -2, 1),
    "Ben": (2, -1, -2, -1, 0, -2, 2, -1, 2),
    "Cleo": (1, 1, -1, 1, 1, -1, 2, None, 1),
    "Dora": (1, -1, -1, 0, -1, -2, 1, -2, 0),
    "Emil": (0, 0, -2, 1, 1, 1, 2, None, 2),
    "Finn": (2, 0, -1, -1, 1, -2, 2, -1, 1),
}
#: Touchpoints that were added: id, name, after which one, score. Two of them are the same moment.
ADDED = {
    "Ada": [("tp-reserve", "Reserves two seats", "tp-book", -1)],
    "Ben": [("tp-seats", "Reserves the seats", "tp-book", -1)],
    "Dora": [("tp-kiosk", "Queues for coffee", "tp-station", 0)],
    "Emil": [("tp-snack", "Stands in line at the kiosk", "tp-station", 1)],
    "Finn": [("tp-wifi", "Looks for the wireless network", "tp-station", -1)],
}
REMOVED = {"Cleo": ["tp-refund"], "Emil": ["tp-refund"]}
#: Cards: touchpoint, kind, text.
WRITTEN = {
    "Ada": [("tp-reserve", "pain", "The seat costs extra, and that is said on the last page"),
            ("tp-delay", "opportunity", "Say on the train which connection waits")],
    "Ben": [("tp-compare", "pain", "Three prices for the same seat"),
            ("tp-compare", "opportunity", "One price a day, for everybody")],
    "Cleo": [("tp-share", "gain", "Two friends booked the same weekend")],
    "Dora": [("tp-refund", "pain", "The form asks for a number the ticket does not have"),
             ("tp-refund", "opportunity", "A refund without a form")],
    "Emil": [("tp-arrive", "gain", "The sea, after all")],
    "Finn": [("tp-wifi", "pain", "The network asks for a ticket number and then fails")],
}  # fmt: skip
#: What each voted for: ids of the template's opportunities, or "own" for the one they wrote.
VOTED = {
    "Ada": ("tp-delay", "tp-delay", "tp-refund"),
    "Ben": ("tp-compare", "tp-delay", "tp-book"),
    "Cleo": ("tp-compare", "tp-book", "tp-delay"),
    "Dora": ("tp-refund", "tp-refund", "tp-delay"),
    "Emil": ("tp-compare", "tp-search", "tp-compare"),
    "Finn": ("tp-delay", "tp-refund", "tp-compare"),
}


def start():
    """Return the map that was handed out."""
    j = cjm.template("journey-map", language="en")
    document = j.to_dict()
    document["journey"]["id"] = "weekend-by-train"
    j = cjm.Journey.from_dict(document)
    j.update(title="A weekend by train", owner=None)
    j.add_vote_session(
        "What to mend first", target_kinds=["opportunity"], votes_per_person=3, id="vs-mend"
    )
    return j


def of(student):
    """Return the map of a student."""
    j = start()
    j.update(title=f"A weekend by train ({student})")
    j.add_person(student, kind="participant", id=f"pn-{student.lower()}")
    marta = j.personas[0]
    for touchpoint, score in zip(list(j.touchpoints), WALKS[student], strict=True):
        if score is not None:
            j.add_experience(
                touchpoint, marta, score, respondent=student, source="observed",
                id=f"ex-{student.lower()}-{touchpoint.id}",
            )  # fmt: skip
    for record_id, name, after, score in ADDED.get(student, ()):
        step = j.add_touchpoint(
            name, after=after, id=f"{record_id}-{student.lower()}", channels=["Station"]
            if "kiosk" in record_id or "snack" in record_id else [],
        )  # fmt: skip
        j.add_experience(
            step, marta, score, respondent=student, source="observed",
            id=f"ex-{student.lower()}-{record_id}",
        )  # fmt: skip
    for number, (touchpoint, kind, text) in enumerate(WRITTEN[student]):
        own = touchpoint if touchpoint in j.touchpoints else f"{touchpoint}-{student.lower()}"
        j.add_card(
            own, kind, text, lane=LANES[kind], author=student, id=f"cd-{student.lower()}-{number}"
        )
    opportunities = {c.touchpoint: c for c in j.cards if c.kind == "opportunity" and not c.author}
    for target in dict.fromkeys(VOTED[student]):
        weight = VOTED[student].count(target)
        vote = j.add_vote(
            "vs-mend", opportunities[target], student, weight=weight,
            id=f"vt-{student.lower()}-{target}",
        )  # fmt: skip
        assert vote.weight == weight
    j.remove(*REMOVED.get(student, ()))
    j.update("vs-mend", open=False)
    return j


def main():
    FOLDER.mkdir(exist_ok=True)
    for student in WALKS:
        of(student).save(FOLDER / f"{student.lower()}.cjm.json")
    # Somebody opened the file in a text editor, typed into it and left.
    document = of("Finn").to_dict()
    document["journey"]["title"] = "A weekend by train (Gus)"
    document["experiences"] = document["experiences"][:9]
    document["experiences"][2]["score"] = "terrible!!"
    document["touchpoints"][4]["duration"] = -600
    text = json.dumps(document, ensure_ascii=False, indent=2).replace("Finn", "Gus")
    (FOLDER / "gus.cjm.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
