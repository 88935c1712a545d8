import { useRef, useState } from "preact/hooks";
import { titleOf } from "../../core/commands";
import { newId } from "../../core/ids";
import { TYPES } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { type Actions, laneTitle } from "../../editor/map/actions";
import { useView } from "../../editor/map/view";
import { typeLabel, valueLabel } from "../../i18n";
import { Select } from "../../ui/choices";
import { focusedIn, isComposing, keepTextKey } from "../../ui/keys";
import { Popover } from "../../ui/Popover";
import { fold } from "../search/find";
import type { Say } from "./Boards";
import type { Cell } from "./kinds";
import { APART, homeOf, promoteNote } from "./notes";

/** As many places are shown before one has to search. */
const MOST = 50;

interface PromoteProps {
  /** The note. */
  id: string;
  anchor: Element;
  act: Actions;
  say: Say;
  cells: readonly Cell[];
  onClose(): void;
}

/** Asks what a note becomes and where it belongs; choosing the place puts it there. */
export function Promote({ id, anchor, act, say, cells, onClose }: PromoteProps) {
  const view = useView();
  const { editor } = view;
  const { t, replica } = editor;
  view.records.value;
  const { state } = replica;
  const note = state.record("sticky_note", id);
  const usual = cells.find(({ key }) => key === (note?.cell ?? ""))?.becomes ?? "note";
  const [kind, setKind] = useState<string>(usual);
  const [wanted, setWanted] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const board = state.record("board", note?.board ?? "");
  if (!note || !board) return null;

  const known = TYPES.card.fields.kind?.known ?? [];
  const kinds = [
    ...known.map((value) => ({ value, label: capital(valueLabel(t, value)) })),
    ...APART.map((value) => ({ value: apart(value), label: typeLabel(t, value) })),
  ];
  const whole = APART.find(
    (type) => apart(type) === kind || (type !== "question" && type === kind),
  );
  const put = (at: string | null) => {
    const command = promoteNote(state, {
      id,
      kind: whole ?? kind,
      at,
      newId: newId(whole ? PREFIX[whole] : "cd"),
      laneId: newId("ln"),
      laneTitle: (lane) => laneTitle(t("lane_titles"), lane),
    });
    onClose();
    if (act.run(command)) editor.announce(say("do_promote"));
  };
  const places = placesOf(state, homeOf(state, board));
  const found = places.filter(({ name, phase }) =>
    fold(`${name} ${phase ?? ""}`).includes(fold(wanted)),
  );
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || isComposing(event)) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(focusedIn(list.current) as HTMLButtonElement);
    if (at === 0 && by < 0) {
      list.current?.parentElement?.querySelector("input")?.focus();
    } else buttons[Math.min(buttons.length - 1, at + by)]?.focus();
  };
  return (
    <Popover anchor={anchor} label={say("do_promote")} class="cjm-promote" onClose={onClose}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the select is in it */}
      <label>
        <span>{say("becomes")}</span>
        <Select
          value={whole ? apart(whole) : kind}
          options={kinds}
          label={say("becomes")}
          onChange={setKind}
        />
      </label>
      {whole ? (
        <>
          <p class="cjm-hint">{say("whole_map")}</p>
          <button type="button" class="cjm-promote-do" onClick={() => put(null)}>
            {say("do_promote")}
          </button>
        </>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows lead from the field to the list
        <div onKeyDown={step}>
          <input
            class="cjm-box"
            type="search"
            aria-label={say("search")}
            placeholder={say("where")}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
            onKeyDown={(event) => {
              const first = found[0];
              if (event.key === "Enter" && !isComposing(event) && first && wanted) {
                event.preventDefault();
                put(first.id);
              } else if (!/^(Escape|Arrow(Up|Down))$/.test(event.key)) keepTextKey(event);
            }}
          />
          <div ref={list} class="cjm-found cjm-promote-list">
            {found.slice(0, MOST).map(({ id: place, name, phase }) => (
              <button key={place} type="button" onClick={() => put(place)}>
                <span dir="auto">{name || t("untitled")}</span>{" "}
                <small dir="auto">{phase ?? typeLabel(t, "phase")}</small>
              </button>
            ))}
          </div>
          {found.length > MOST && (
            <p class="cjm-hint">{say("more_match", { n: found.length - MOST })}</p>
          )}
          {found.length === 0 && (
            <p class="cjm-hint" role="status">
              {say(places.length ? "no_match" : "no_touchpoints")}
            </p>
          )}
        </div>
      )}
    </Popover>
  );
}

const PREFIX = { goal: "go", question: "qu", metric: "me" } as const;

/** The choice of what belongs to the map as a whole: a question may also be a card. */
const apart = (type: (typeof APART)[number]) => `map:${type}`;

const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

interface Place {
  readonly id: string;
  readonly name: string;
  /** Undefined for a phase. */
  readonly phase?: string;
}

/** Where a card can go: the usual place, then phase by phase in the order of the map. */
function placesOf(state: State, home: string): Place[] {
  const at = (phase: string | null, name: string): Place[] =>
    state.siblings("touchpoint", phase).flatMap(([, id]) => {
      const record = state.record("touchpoint", id);
      return record ? [{ id, name: record.name ?? "", phase: name }] : [];
    });
  const places = [
    ...at(null, ""),
    ...state.siblings("phase").flatMap(([, id]) => {
      const record = state.record("phase", id);
      const name = record ? titleOf(record) : "";
      return [{ id, name }, ...at(id, name)];
    }),
  ];
  const first = places.filter(({ id }) => id === home);
  return [...first, ...places.filter(({ id }) => id !== home)];
}
