import { useView } from "../map/view";

/** Says that clicks take touchpoints in and out of the selection, and ends that. */
export function Selecting() {
  const { editor, several } = useView();
  const { t, selection } = editor;
  const on = several.value;
  return (
    <>
      <span role="status">
        {on && `${t("n_selected", { n: selection.value.length })}. ${t("select_more")}`}
      </span>
      {on && (
        <button
          type="button"
          class="cjm-link"
          onClick={() => {
            several.value = false;
          }}
        >
          {t("done")}
        </button>
      )}
    </>
  );
}
