import { useEffect, useState } from "preact/hooks";
import { reasonOf } from "../../core/errors";
import { useEditor } from "../../editor/context";
import type { Finding, Findings, Severity } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { Icon, type IconName } from "../../ui/icons";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";

/** How long nothing has to change before the map is checked again, in ms. */
const PAUSE = 500;
const SEVERITIES: readonly [Severity, IconName][] = [
  ["error", "barrier"],
  ["warning", "warning"],
  ["hint", "insight"],
];

/** What is missing on the map and what contradicts itself, as it is edited. */
export function Checks() {
  const editor = useEditor();
  const { t } = editor;
  const [found, setFound] = useState<Findings>();
  const [problem, setProblem] = useState("");
  const records = editor.records.value;
  editor.version.value;
  const { status, pending } = editor.replica;
  const known = status === "saved" && pending === 0;
  const language = editor.language.value;
  const say = wordsOf(TEXTS, language);
  // Asked again when the map has changed, and when the kernel has the change
  useEffect(() => {
    let over = false;
    const ask = async () => {
      try {
        const findings = await editor.kernel?.check(language);
        if (over) return;
        setFound(findings);
        setProblem("");
      } catch (error) {
        if (!over) setProblem(reasonOf(error));
      }
    };
    const timer = setTimeout(ask, found ? PAUSE : 0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [editor, records, language, known]);
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
