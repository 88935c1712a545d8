import { value } from "../../core/fields";
import { TYPES } from "../../core/schema.gen";
import { valueLabel } from "../../i18n";
import { InlineText } from "../../ui/InlineText";
import { useOpenMenu } from "../../ui/Menu";
import type { Actions } from "../map/actions";
import { useView } from "../map/view";
import { Personas } from "./Personas";
import { Tools } from "./Tools";

/** Title, kind of map, personas, goal; and the tools. */
export function Header({ act }: { act: Actions }) {
  const view = useView();
  const { editor } = view;
  const openMenu = useOpenMenu();
  view.records.value;
  const { t, replica } = editor;
  const readOnly = editor.readOnly.value;
  const { journey } = replica.state;
  const kind = String(value(journey, "map_type"));
  const goal = replica.state.record("goal", replica.state.siblings("goal")[0]?.[1] ?? "");
  return (
    <header class="cjm-header">
      <div class="cjm-about">
        <h1 class="cjm-title" data-record={journey.id} data-field="title">
          <InlineText
            value={journey.title ?? ""}
            label={t("f_title")}
            placeholder={t("untitled_map")}
            readOnly={readOnly}
            onCommit={(text, base) => act.editText(journey.id, "title", text, base)}
          />
        </h1>
        <div class="cjm-meta">
          <button
            type="button"
            class="cjm-badge"
            disabled={readOnly}
            aria-haspopup="menu"
            title={t("f_map_type")}
            onClick={(event) =>
              openMenu({
                anchor: event.currentTarget,
                label: t("f_map_type"),
                items: (TYPES.journey.fields.map_type?.known ?? []).map((known) => ({
                  label: valueLabel(t, known),
                  checked: kind === known,
                  onSelect: () => act.set(journey.id, "map_type", known),
                })),
              })
            }
          >
            {valueLabel(t, kind)}
          </button>
          <Personas act={act} />
          {goal && (
            <span class="cjm-goal" data-record={goal.id} title={goal.text}>
              <InlineText
                value={goal.text ?? ""}
                label={t("r_goal")}
                placeholder={t("r_goal")}
                multiline
                readOnly={readOnly}
                onCommit={(text, base) => act.editText(goal.id, "text", text, base)}
              />
            </span>
          )}
        </div>
      </div>
      <Tools act={act} />
    </header>
  );
}
