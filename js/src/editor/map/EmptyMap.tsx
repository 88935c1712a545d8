import { Icon } from "../../ui/icons";
import type { Actions } from "./actions";
import { useView } from "./view";

/** What stands where the map will be. */
export function EmptyMap({ act }: { act: Actions }) {
  const { editor } = useView();
  const { t } = editor;
  return (
    <div class="cjm-empty-map">
      <svg width="220" height="72" viewBox="0 0 220 72" aria-hidden="true" focusable="false">
        <path class="cjm-neutral" d="M6 36H214" />
        <path class="cjm-hint-curve" d="M14 30C50 4 62 10 92 34S136 66 158 52 190 12 206 16" />
        <circle cx="14" cy="30" r="5" />
        <circle cx="92" cy="34" r="5" />
        <circle cx="158" cy="52" r="5" />
        <circle cx="206" cy="16" r="5" />
      </svg>
      <h2>{t("empty_title")}</h2>
      <p>{t("empty_text")}</p>
      {!editor.readOnly.value && (
        <div class="cjm-empty-actions">
          <button type="button" class="cjm-solid" onClick={() => act.addPhase()}>
            <Icon name="plus" />
            {t("add_phase")}
          </button>
          <button
            type="button"
            class="cjm-outline"
            onClick={() => act.addTouchpoint({ phase: null })}
          >
            <Icon name="plus" />
            {t("add_touchpoint")}
          </button>
        </div>
      )}
    </div>
  );
}
