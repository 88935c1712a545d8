import { Icon } from "../../ui/icons";
import { PartLayer } from "../PartPanel";
import type { Actions } from "./actions";
import { useView } from "./view";

/** What stands where the map will be. */
export function EmptyMap({ act }: { act: Actions }) {
  const { editor } = useView();
  const { t } = editor;
  return (
    <div class="cjm-empty-map">
      <h2>{t("empty_title")}</h2>
      <p>{t("empty_text")}</p>
      {!editor.readOnly.value && (
        <>
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
          <PartLayer name="templates" act={act} inPlace />
        </>
      )}
    </div>
  );
}
