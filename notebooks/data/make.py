"""Make the made-up data of the notebooks: ``python make.py`` writes the same files every time."""

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent

#: What a team put on the wall, before anybody was asked: one row a touchpoint and persona.
PHASES = {
    "Deciding": "before",
    "Ordering": "during",
    "Installing": "during",
    "Living with it": "after",
}
STEPS = [
    # phase, touchpoint, channels, minutes, hours of waiting, importance, expectation, Nora, Tom
    ("Deciding", "Compares offers", "Website; Comparison site", 40, 0, 3, "", 0, 0),
    ("Deciding", "Asks a neighbour", "Street", 15, 0, 2, "", 1, 1),
    ("Ordering", "Orders online", "Website", 25, 0, 4, "Done in ten minutes", 1, 0),
    ("Ordering", "Gets the contract", "E-mail", 10, 24, 2, "", 0, 0),
    ("Installing", "Waits for the appointment", "Phone", 5, 240, 5, "A day within a week", 0, -1),
    ("Installing", "Technician visit", "At home", 90, 2, 5, "Comes on time and it works", 1, 1),
    ("Installing", "First evening online", "At home", 120, 0, 4, "Fast in every room", 2, 2),
    ("Living with it", "First bill", "E-mail; Letter", 10, 0, 4, "What was agreed", 0, 0),
    ("Living with it", "Calls support", "Phone; Chat", 35, 1, 5, "Solved in one call", 0, 0),
]  # fmt: skip

#: What people answered: mean of the stars of Nora's kind and of Tom's kind, and what they say.
FELT = {
    "Compares offers": (
        3.1, 2.6,
        ["Five prices for one thing", "Could not find the speed at my address"],
    ),
    "Orders online": (
        3.9, 3.2,
        ["Went well", "Had to type my address three times"],
    ),
    "Waits for the appointment": (
        1.9, 1.6,
        ["Three weeks and no call", "They moved it twice", "I had to take a day off"],
    ),
    "Technician visit": (
        4.4, 4.3,
        ["Friendly and quick", "He explained everything", "Came two hours late"],
    ),
    "First evening online": (
        4.1, 3.8,
        ["Fast", "Not in the bedroom"],
    ),
    "First bill": (
        2.1, 2.4,
        ["What is an activation fee?", "More than I had signed for", "Two bills in one month"],
    ),
    "Calls support": (
        2.0, 2.9,
        ["Forty minutes of music", "Had to explain it to three people", "Solved, in the end"],
    ),
}  # fmt: skip

METRICS = [
    # touchpoint, metric, value, n, unit, date
    ("Compares offers", "Conversion", 34, 5200, "%", "2026-03-31"),
    ("Orders online", "Conversion", 58, 1768, "%", "2026-03-31"),
    ("Waits for the appointment", "Conversion", 81, 1025, "%", "2026-03-31"),
    ("Technician visit", "Conversion", 97, 830, "%", "2026-03-31"),
    ("First bill", "Conversion", 93, 805, "%", "2026-03-31"),
    ("Technician visit", "NPS", 52, 214, "", "2026-03-31"),
    ("First bill", "NPS", -18, 190, "", "2026-03-31"),
    ("Calls support", "NPS", -24, 88, "", "2026-03-31"),
    ("Waits for the appointment", "Days until the visit", 19, 1025, "days", "2026-01-31"),
    ("Waits for the appointment", "Days until the visit", 17, 1025, "days", "2026-03-31"),
]

GOALS = [
    "Work from home without dropping out",
    "Pay what I signed for",
    "Watch films in the evening",
]
SAID = [
    "Nobody tells me anything until I call",
    "Fast, once it runs",
    "I wait in for them, not they for me",
]
IMPROVE = ["Tell me when somebody comes", "A bill I understand", "One person who knows my case"]


def write(name, head, rows):
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def workshop():
    for phase, name, channels, minutes, hours, importance, expectation, nora, tom in STEPS:
        for persona, score in (("Nora", nora), ("Tom", tom)):
            yield (
                phase, PHASES[phase], name, channels, minutes * 60, hours * 3600, importance,
                expectation, persona, score,
            )  # fmt: skip


def survey(dice):
    for number in range(1, 41):
        home_office = number % 5 < 3
        # The first version of the form had a slip of the pen.
        old_form = number <= 9
        for name, (nora, tom, said) in FELT.items():
            if name == "Calls support" and dice.random() < 0.45:
                continue
            stars = round(dice.gauss(nora if home_office else tom, 0.75))
            shown = "Technican visit" if old_form and name == "Technician visit" else name
            yield (
                f"R{number:02}", "home office" if home_office else "family", shown,
                min(5, max(1, stars)), dice.choice(said) if dice.random() < 0.25 else "",
            )  # fmt: skip


def questionnaire(dice):
    for number in range(1, 25):
        yield (
            f"R{number:02}", dice.choice(["Friends or family", "Search engine", "Advertising"]),
            dice.choice(["Every day", "Every day", "Several times a week"]),
            "; ".join(dice.sample(GOALS, dice.choice([1, 1, 2]))),
            dice.choice([*IMPROVE, IMPROVE[0], ""]), dice.randint(24, 61),
            dice.choice([*SAID, SAID[0], "", ""]),
        )  # fmt: skip


def main():
    dice = random.Random(7)
    write(
        "internet-workshop.csv",
        ["phase", "purchase_stage", "touchpoint", "channels", "duration", "wait",
         "importance_customer", "expectation", "persona", "score"],
        workshop(),
    )  # fmt: skip
    write(
        "internet-survey.csv", ["respondent", "segment", "moment", "stars", "comment"], survey(dice)
    )
    write("internet-metrics.csv", ["touchpoint", "metric", "value", "n", "unit", "date"], METRICS)
    write(
        "internet-questionnaire.csv",
        ["respondent", "How did you hear about us?", "How often do you use it?",
         "What do you want to achieve with it?", "What should we improve?", "Age",
         "Is there anything else you would like to tell us?"],
        questionnaire(dice),
    )  # fmt: skip


if __name__ == "__main__":
    main()
