import { useEditor } from "../../editor/context";
import type { Finding, Findings, Severity } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { Icon, type IconName } from "../../ui/icons";
import { useAnswer } from "../asked";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";

const SEVERITIES: readonly [Severity, IconName][] = [
  ["error", "barrier"],
  ["warning", "warning"],
  ["hint", "insight"],
];

/** What is missing on the map and what contradicts itself, as it is edited. */
export function Checks() {
  const editor = useEditor();
  const { t } = editor;
  const language = editor.language.value;
  const say = wordsOf(TEXTS, language);
  const { answer: found, problem } = useAnswer(editor, async () => editor.kernel?.check(language));
  const reason = problem && t("part_failed", { reason: problem });
  if (!found) return <p role="status">{reason || t("part_loading")}</p>;
  return (
    <div class="cjm-checks">
      {reason && <p role="alert">{reason}</p>}
      {found.rows.length === 0 && <p class="cjm-hint">{say("none")}</p>}
      {SEVERITIES.map(([severity, icon]) => {
        const rows = found.rows.filter((row) => row.severity === severity);
        if (rows.length === 0) return null;
        return (
          <section key={severity} data-severity={severity}>
            <h3>
              <Icon name={icon} />
              {say(severity, { n: found.counts[severity] })}
            </h3>
            {byRule(rows).map((group) => (
              <Group key={group[0]?.rule} rows={group} />
            ))}
          </section>
        );
      })}
      {total(found) > found.rows.length && (
        <p class="cjm-hint">{say("first", { n: found.rows.length })}</p>
      )}
    </div>
  );
}

/** What breaks one rule, and what to do about it. */
function Group({ rows }: { rows: readonly Finding[] }) {
  const view = useView();
  const { selection } = view.editor;
  return (
    <>
      <ul class="cjm-found">
        {rows.map(({ record, message }) => (
          <li key={record}>
            <button
              type="button"
              class="cjm-finding"
              dir="auto"
              aria-current={selection.value.includes(record)}
              onClick={() => {
                selection.value = [record];
              }}
            >
              {message}
            </button>
          </li>
        ))}
      </ul>
      <p class="cjm-checks-advice">{rows[0]?.advice}</p>
    </>
  );
}

function byRule(rows: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const row of rows) groups.set(row.rule, [...(groups.get(row.rule) ?? []), row]);
  return [...groups.values()];
}

function total({ counts }: Findings): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}
