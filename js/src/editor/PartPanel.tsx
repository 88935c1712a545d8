import { useEffect, useState } from "preact/hooks";
import { IconButton } from "../ui/IconButton";
import { isComposing } from "../ui/keys";
import { useEditor } from "./context";
import type { Part, PartName } from "./kernel";

/** A panel whose code comes when it is opened first. */
export function PartPanel({ name }: { name: PartName }) {
  const editor = useEditor();
  const { t, kernel, panel } = editor;
  const [found, setFound] = useState<{ part?: Part; problem?: string }>({});
  useEffect(() => {
    let over = false;
    const take = (what: typeof found) => {
      if (!over) setFound(what);
    };
    const failed = (error: unknown) =>
      take({ problem: error instanceof Error ? error.message : String(error) });
    setFound({});
    kernel?.part(name).then((part) => take({ part }), failed);
    return () => {
      over = true;
    };
  }, [name, kernel]);
  const close = () => {
    panel.value = null;
  };
  const { part, problem } = found;
  return (
    <aside
      class="cjm-inspector cjm-part"
      aria-label={t(name)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      <IconButton
        class="cjm-inspector-close"
        icon="close"
        label={t("close_panel")}
        onClick={close}
      />
      <h2 class="cjm-inspector-title">{t(name)}</h2>
      {part && (
        <>
          <style>{part.style}</style>
          <part.Panel close={close} />
        </>
      )}
      {!part && (
        <p class="cjm-hint" role={problem ? "alert" : "status"}>
          {problem ? t("part_failed", { reason: problem }) : t("part_loading")}
        </p>
      )}
    </aside>
  );
}
