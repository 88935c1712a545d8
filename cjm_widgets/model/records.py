"""The record types of a journey map: flat, frozen, with a short stable id.

Fields mean the same in every record: text is plain text, references are ids, durations are
seconds, dates are ISO 8601 text, colours are ``#rrggbb``. `extra` holds the fields of a file
that this version does not know; they are written back as they came.

Records never refer to each other as objects, so none can be part of a cycle: they stay out of
the garbage collector's sight (``gc=False``), which halves the time a large map takes to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import kinds as k
from .record import EmotionScale, Place, Placed, Record, type_name
from .voices import Comment, Reaction, Stroke, Vote, VoteSession
from .workshop import Board, StickyNote, WorkshopPart

if TYPE_CHECKING:
    from ..research.personas import SurveyPersona

#: Only what is written elsewhere needs to be named here.
__all__ = [
    "COLLECTIONS", "RECORD_TYPES", "Board", "Comment", "EmotionScale", "Place", "Placed",
    "Reaction", "Record", "StickyNote", "Stroke", "Vote", "VoteSession", "WorkshopPart",
    "type_name",
]  # fmt: skip


class JourneyInfo(Record, frozen=True, kw_only=True, omit_defaults=True, tag="journey"):
    """What the map as a whole says about itself. There is exactly one."""

    collection: ClassVar[str] = "journey"

    title: k.Name = ""
    description: k.Text = ""
    map_type: k.MapType = "current"
    basis: k.Basis = "mixed"
    scenario: k.Text = ""
    expectations: k.Texts = ()
    problem: k.Text = ""
    language: k.Language = "en"
    status: k.Word = ""
    owner: k.PersonHint | None = None
    derived_from: k.Name = ""
    emotion_scale: EmotionScale = EmotionScale()
    file_extra: k.Extra = {}


class Goal(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="goal"):
    """What the organisation wants the journey to reach, with a metric and a target."""

    collection: ClassVar[str] = "goals"

    text: k.Text = ""
    kind: k.GoalKind = "other"
    metric: k.MetricHint | None = None
    target: k.Number | None = None


class Question(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="question"):
    """A question the map is to answer, and its answer."""

    collection: ClassVar[str] = "questions"

    text: k.Text = ""
    answer: k.Text = ""
    answered: bool = False
    evidence: k.EvidenceRefs = ()


class Persona(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="persona"):
    """A kind of customer who goes through the journey."""

    collection: ClassVar[str] = "personas"

    name: k.Name = ""
    kind: k.Word = ""
    tagline: k.Name = ""
    quote: k.Text = ""
    color: k.Color = ""
    avatar: k.Emoji = ""
    demographics: k.Facts = {}
    psychographics: k.Facts = {}
    goals: k.Texts = ()
    needs: k.Texts = ()
    pains: k.Texts = ()
    jobs: k.Texts = ()
    channels: k.ChannelRefs = ()
    segment: k.Name = ""
    share: k.Share | None = None

    @classmethod
    def from_survey(cls, frame: Any, *, name: str = "", **options: Any) -> SurveyPersona:
        """Return a persona condensed from the answers to a questionnaire.

        ``j.add_persona(Persona.from_survey(frame, name="Ana"))`` puts it on a map.

        Parameters
        ----------
        frame
            A row for each respondent, a column for each question of `cjm_widgets.questionnaire`,
            in any of its languages; of pandas, polars or pyarrow.
        name
            What the persona is called.
        **options
            ``questions={"column": "goals"}`` for columns that are not known by themselves,
            ``top=``, ``separator=``, and fields of the persona: see
            `cjm_widgets.research.from_survey`.

        Returns
        -------
        SurveyPersona
            The persona; ``.n``, ``.answers``, ``.quotes`` and ``.questions`` are what it is made
            of.
        """
        # The one way up from the model, taken when it is called.
        from ..research import from_survey

        return from_survey(frame, name=name, **options)


class Person(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="person"):
    """Someone who works on the journey: owner, stakeholder, facilitator, participant."""

    collection: ClassVar[str] = "people"

    name: k.Name = ""
    role: k.Name = ""
    team: k.Name = ""
    email: k.Word = ""
    kind: k.PersonKind = "stakeholder"
    influence: k.Rating | None = None
    invited: bool = False


class Channel(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="channel"):
    """A way customer and organisation meet: shop, website, phone, Instagram ..."""

    collection: ClassVar[str] = "channels"

    name: k.Name = ""
    kind: k.Word = ""
    ownership: k.Ownership = "unknown"
    icon: k.Emoji = ""


class Phase(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="phase"):
    """A stretch of the journey; `purchase_stage` groups phases before, during, after."""

    collection: ClassVar[str] = "phases"

    name: k.Name = ""
    purchase_stage: k.PurchaseStage = "none"
    description: k.Text = ""
    color: k.Color = ""
    collapsed: bool = False


class Touchpoint(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="touchpoint"):
    """One step at which the customer meets the organisation. `duration`, `wait`: seconds."""

    collection: ClassVar[str] = "touchpoints"
    parent_field: ClassVar[str | None] = "phase"

    name: k.Name = ""
    description: k.Text = ""
    kind: k.TouchpointKind = "action"
    initiator: k.Name = ""
    receiver: k.Name = ""
    channels: k.ChannelRefs = ()
    in_use: bool | None = None
    intended: bool | None = None
    compliance: k.Compliance = "unknown"
    planned_ref: k.TouchpointHint | None = None
    start: k.Date = ""
    end: k.Date = ""
    duration: k.Seconds | None = None
    wait: k.Seconds | None = None
    owners: k.PersonRefs = ()
    importance_customer: k.Rating | None = None
    importance_business: k.Rating | None = None
    moment_of_truth: bool = False
    expectation: k.Text = ""
    expectation_met: k.ExpectationMet = "unknown"
    support_needed: k.Text = ""
    status: k.ResearchStatus = "todo"
    tags: k.Tags = ()

    @property
    def phase(self) -> str | None:
        """Id of the phase the touchpoint stands in, None outside of every phase."""
        return self.place.parent


class Experience(Record, frozen=True, kw_only=True, omit_defaults=True, tag="experience"):
    """How one persona (or one respondent) felt at one touchpoint; None is everyone.

    `score` is on the journey's emotion scale, `n` and `sd` say how many answers it sums up and
    how far they spread.
    """

    collection: ClassVar[str] = "experiences"

    touchpoint: k.TouchpointRef
    persona: k.PersonaRef | None = None
    respondent: k.Name = ""
    score: k.Number | None = None
    emotion: k.Name = ""
    emoji: k.Emoji = ""
    note: k.Text = ""
    source: k.ScoreSource = "assumed"
    n: k.Count | None = None
    sd: k.Seconds | None = None


class Lane(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="lane"):
    """A row of the map. `separator` is drawn under it (line of interaction, of visibility).

    `description` says what belongs into it.
    """

    collection: ClassVar[str] = "lanes"

    kind: k.LaneKind = "custom"
    title: k.Name = ""
    description: k.Text = ""
    side: k.Side = "none"
    persona: k.PersonaHint | None = None
    height: k.Seconds | None = None
    collapsed: bool = False
    separator: k.Separator = "none"


class Card(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="card"):
    """A note in a cell of the map: touchpoint (or phase) x lane."""

    collection: ClassVar[str] = "cards"
    parent_field: ClassVar[str | None] = "touchpoint"

    lane: k.LaneRef
    kind: k.CardKind = "note"
    text: k.Text = ""
    color: k.Color = ""
    author: k.Name = ""
    severity: k.Rating | None = None
    evidence_level: k.EvidenceLevel = "assumption"
    evidence: k.EvidenceRefs = ()
    impact: k.Rating | None = None
    effort: k.Rating | None = None
    status: k.CardStatus = "idea"
    owner: k.PersonHint | None = None
    due: k.Date = ""
    url: k.Url = ""
    personas: k.PersonaRefs = ()
    tags: k.Tags = ()

    @property
    def touchpoint(self) -> str | None:
        """Id of the touchpoint the card hangs on, None when it hangs on a phase."""
        return None if self.place.level else self.place.parent

    @property
    def phase(self) -> str | None:
        """Id of the phase the card hangs on, None when it hangs on a touchpoint."""
        return self.place.parent if self.place.level else None


class Evidence(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="evidence"):
    """Where a statement comes from: an interview, a survey, a query, a page."""

    collection: ClassVar[str] = "evidence"

    kind: k.Word = ""
    title: k.Name = ""
    url: k.Url = ""
    query: k.Text = ""
    date: k.Date = ""
    n: k.Count | None = None
    quote: k.Text = ""


class Metric(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="metric"):
    """Something measured along the journey, with its unit and target."""

    collection: ClassVar[str] = "metrics"

    name: k.Name = ""
    kind: k.MetricKind = "custom"
    unit: k.Word = ""
    direction: k.Direction = "none"
    target: k.Number | None = None
    owner: k.PersonHint | None = None
    source: k.Name = ""


class MetricValue(Record, frozen=True, kw_only=True, omit_defaults=True, tag="metric_value"):
    """One measured value; `target` is a touchpoint, a phase or the journey."""

    collection: ClassVar[str] = "metric_values"

    metric: k.MetricRef
    target: k.AnyRef
    persona: k.PersonaRef | None = None
    date: k.Date = ""
    value: k.Number | None = None
    n: k.Count | None = None


class Resource(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="resource"):
    """People, budget, tools, data or skills that touchpoints have or need."""

    collection: ClassVar[str] = "resources"

    name: k.Name = ""
    kind: k.ResourceKind = "other"
    status: k.ResourceStatus = "have"
    amount: k.Number | None = None
    unit: k.Word = ""
    touchpoints: k.TouchpointRefs = ()
    owner: k.PersonHint | None = None


class Path(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="path"):
    """One way through the map: touchpoint ids in order, repeats allowed."""

    collection: ClassVar[str] = "paths"

    name: k.Name = ""
    personas: k.PersonaRefs = ()
    steps: k.TouchpointSteps = ()
    condition: k.Text = ""
    probability: k.Share | None = None
    main: bool = False


class Edge(Record, frozen=True, kw_only=True, omit_defaults=True, tag="edge"):
    """A transition from one touchpoint to another."""

    collection: ClassVar[str] = "edges"

    source: k.TouchpointRef
    target: k.TouchpointRef
    label: k.Name = ""
    condition: k.Text = ""
    probability: k.Share | None = None
    count: k.Count | None = None
    kind: k.EdgeKind = "next"


RECORD_TYPES: tuple[type[Record], ...] = (
    JourneyInfo, Goal, Question, Persona, Person, Channel, Phase, Touchpoint, Lane, Experience,
    Card, Comment, Reaction, Evidence, Metric, MetricValue, Resource, Path, Edge, VoteSession,
    Vote, Stroke, Board, StickyNote, WorkshopPart,
)  # fmt: skip

AnyRecord = (
    JourneyInfo | Goal | Question | Persona | Person | Channel | Phase | Touchpoint | Lane
    | Experience | Card | Comment | Reaction | Evidence | Metric | MetricValue | Resource | Path
    | Edge | VoteSession | Vote | Stroke | Board | StickyNote | WorkshopPart
)  # fmt: skip

#: Collection name (as in the file and on `Journey`) -> record type, in the order of the file.
COLLECTIONS: dict[str, type[Record]] = {t.collection: t for t in RECORD_TYPES[1:]}

#: The keys of a file that hold no collection.
HEAD = ("format", "version", "journey")
