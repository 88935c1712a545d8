import { useEditor } from "../../editor/context";
import { laneKinds } from "../../editor/map/actions";
import { fieldLabel, typeLabel } from "../../i18n";
import { Icon } from "../../ui/icons";
import { wordsOf } from "../words";
import { cardLanes, FIELDS, type Meaning, type Mode, NEW_LANES, personas } from "./columns";
import type { Unread } from "./draft";
import { TEXTS } from "./texts";

/** So many rows are shown; all are inserted. */
const SHOWN = 30;
/** Of a long cell so much is shown, in characters. */
const CUT = 60;

interface PreviewProps {
  readonly rows: readonly (readonly string[])[];
  readonly headed: boolean;
  readonly meanings: readonly Meaning[];
  readonly mode: Mode;
  readonly unread: readonly Unread[];
  onChoose(column: number, meaning: Meaning): void;
}

/** The first rows as they were pasted, with what each column becomes above it. */
export function Preview({ rows, headed, meanings, mode, unread, onChoose }: PreviewProps) {
  const say = wordsOf(TEXTS, useEditor().language.value);
  const bad = new Set(unread.map(({ row, column }) => `${row}/${column ?? ""}`));
  const shown = rows.slice(0, SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="cjm-paste-scroll" tabIndex={0} aria-label={say("preview")}>
        <table>
          <thead>
            <tr>
              <th scope="col" aria-label={say("row")} />
              {meanings.map((meaning, i) => (
                <th key={i} scope="col">
                  <MeaningSelect
                    label={say("column", { n: i + 1 })}
                    meaning={meaning}
                    mode={mode}
                    onChange={(next) => onChoose(i, next)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at} class={headed && at === 0 ? "cjm-paste-names" : undefined}>
                <th scope="row">{at + 1}</th>
                {meanings.map((meaning, i) => {
                  const missed = bad.has(`${at + 1}/${i}`) || bad.has(`${at + 1}/`);
                  return (
                    <td
                      key={i}
                      data-unused={!meaning || undefined}
                      data-unread={missed || undefined}
                    >
                      {missed && <Icon name="warning" size={12} />}
                      <span dir="auto">{short(row[i] ?? "")}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN && (
        <p class="cjm-hint">{say("more_rows", { n: rows.length - SHOWN })}</p>
      )}
    </>
  );
}

function short(text: string): string {
  const all = [...text];
  return all.length > CUT ? `${all.slice(0, CUT).join("")}…` : text;
}

interface SelectProps {
  readonly label: string;
  readonly meaning: Meaning;
  readonly mode: Mode;
  onChange(meaning: Meaning): void;
}

function MeaningSelect({ label, meaning, mode, onChange }: SelectProps) {
  const editor = useEditor();
  const { t, replica } = editor;
  const say = wordsOf(TEXTS, editor.language.value);
  const lanes = cardLanes(replica.state);
  const kinds = laneKinds(t("lane_titles")).filter(
    ({ kind }) => NEW_LANES.includes(kind) && !lanes.some((lane) => lane.kind === kind),
  );
  const fresh = meaning.startsWith("score+") ? meaning.slice("score+".length) : "";
  const score = fieldLabel(t, "score");
  return (
    <select
      class="cjm-box cjm-select"
      aria-label={label}
      value={meaning}
      data-unused={!meaning || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{say("not_used")}</option>
      {FIELDS[mode].map((field) => (
        <option key={field} value={field}>
          {meaningLabel(t, field)}
        </option>
      ))}
      {mode === "touchpoints" && (
        <>
          <optgroup label={say("scores")}>
            <option value="score">{`${score}: ${t("everyone")}`}</option>
            {personas(replica.state).map(({ id, name }) => (
              <option key={id} value={`score:${id}`}>
                {`${score}: ${name}`}
              </option>
            ))}
            {fresh && (
              <option value={meaning}>{`${score}: ${say("new_persona", { name: fresh })}`}</option>
            )}
          </optgroup>
          {lanes.length > 0 && (
            <optgroup label={say("cards_in")}>
              {lanes.map(({ id, title }) => (
                <option key={id} value={`lane:${id}`}>
                  {title || t("untitled")}
                </option>
              ))}
            </optgroup>
          )}
          {kinds.length > 0 && (
            <optgroup label={say("new_lane")}>
              {kinds.map(({ kind, title }) => (
                <option key={kind} value={`lane+${kind}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
        </>
      )}
    </select>
  );
}

function meaningLabel(t: ReturnType<typeof useEditor>["t"], field: string): string {
  return field === "phase" || field === "touchpoint" ? typeLabel(t, field) : fieldLabel(t, field);
}
