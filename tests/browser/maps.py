"""Maps for the tests of the editor, as sources of notebook cells.

Ids are chosen, so that a test can name what it clicks on.
"""

#: Two phases, three touchpoints, one persona, and a lane of every kind that behaves in its own way.
SMALL = """
import cjm_widgets as cjm

j = cjm.Journey("Coffee")
j.remove(*j.lanes)
j.add_persona("Ana", id="ana")
before = j.add_phase("Before", id="before")
after = j.add_phase("After", id="after")
j.add_touchpoint("Sees the ad", before, id="ad", channels=["Web"], emotion={"Ana": 1})
j.add_touchpoint("Orders", before, id="order")
j.add_touchpoint("Drinks", after, id="drink", emotion={"Ana": -1})
j.add_lane("channel", "Channels", id="channels")
j.add_lane("emotion", "Emotion", id="emotion")
j.add_lane("pain", "Pains", id="pains")
j.add_lane("gain", "Gains", id="gains")
j.add_card("order", "pain", "Long queue", id="queue", lane="pains")
j.add_card("order", "pain", "No seats", id="seats", lane="pains")
j.add_card("drink", "gain", "Awake", id="awake", lane="gains")
start = j.revision
editor = cjm.JourneyEditor(j)
"""

#: The map of a study: everything the editor draws, in one place.
BIKE = """
import cjm_widgets as cjm

j = cjm.Journey("Buying a city bike", map_type="current", language="en")
j.remove(*j.lanes)
j.add_goal("Goal: fewer abandoned test rides (31 % → 20 %)")
ana = j.add_persona("Ana", id="ana", tagline="first-time rider")
marek = j.add_persona("Marek", id="marek", tagline="commuter")
shop = j.add_person("Shop operations")
phases = [
    j.add_phase("Awareness", purchase_stage="before", description="Something better than the bus"),
    j.add_phase("Consideration", purchase_stage="before", description="Which one fits me?"),
    j.add_phase("Purchase", purchase_stage="during"),
    j.add_phase("Use", purchase_stage="after", description="The first month"),
]
LANES = {
    "channel": "Channels", "emotion": "Emotion", "thought": "Thoughts", "pain": "Pains",
    "gain": "Gains", "opportunity": "Opportunities",
}
for kind, title in LANES.items():
    separator = "interaction" if kind == "channel" else "none"
    j.add_lane(kind, title, id=kind, separator=separator)
STEPS = [
    # id, phase, name, channels, Ana, Marek, cards
    ("friend", 0, "Sees a friend’s bike", ["Street"], 1, 0,
     [("thought", "That looks easy."), ("gain", "A real person shows it")]),
    ("reviews", 0, "Reads reviews", ["Web", "YouTube"], 1, 1,
     [("thought", "Who do I trust?"), ("pain", "Reviews contradict each other")]),
    ("models", 1, "Compares models", ["Web", "Shop"], 0, 1,
     [("thought", "27 gears. Why?"), ("pain", "Sizes differ by brand"),
      ("opportunity", "One size guide for all brands")]),
    ("ride", 1, "Books a test ride", ["Website", "Phone"], -2, -1,
     [("thought", "Two days just to try it?"), ("pain", "No slot before Thursday"),
      ("pain", "Phone rings out"), ("opportunity", "Open slots on Saturday")]),
    ("pay", 2, "Pays and picks up", ["Shop"], 1, -0.5, [("gain", "Ready in ten minutes")]),
    ("first", 3, "First ride to work", ["Bike", "App"], 2, 1,
     [("thought", "I am never going back."), ("gain", "Faster than the bus")]),
    ("service", 3, "First service", ["Shop"], 0.5, 0,
     [("pain", "Nobody told me about it"), ("opportunity", "Remind after 300 km")]),
]
for id, phase, name, channels, a, m, cards in STEPS:
    j.add_touchpoint(name, phases[phase], id=id, channels=channels)
    j.add_experience(id, score=a, persona=ana, source="measured", n=41, sd=0.6)
    j.add_experience(id, score=m, persona=marek)
    for kind, text in cards:
        j.add_card(id, kind, text, lane=kind)
j.update(
    "ride", moment_of_truth=True, expectation="Pick a time that suits me, today",
    expectation_met="missed", in_use=True, intended=True, duration=360, wait=172800,
    owners=[shop],
)
j.update("service", intended=True, in_use=False)
slot, phone = [c for c in j.cards if c.touchpoint == "ride" and c.kind == "pain"]
j.update(slot, author="Ana")
j.update(phone, author="Marek")
j.update([c for c in j.cards if c.text.startswith("Open slots")][0], status="planned", owner="Lea")
j.add_comment("ride", "same in the April survey", author="Lea")
j.add_resource("booking tool", kind="tool", status="have", touchpoints=["ride"])
j.add_resource("second fitter on Saturdays", kind="people", status="need", touchpoints=["ride"])
editor = cjm.JourneyEditor(j)
"""
