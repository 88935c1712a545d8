import { useEffect, useRef, useState } from "preact/hooks";
import { reasonOf } from "../core/errors";
import { IconButton } from "../ui/IconButton";
import { focusedIn, hasCommand, isComposing } from "../ui/keys";
import { type EditorApi, useEditor } from "./context";
import type { Part, PartName } from "./kernel";

/** Open a panel in the place of the inspector; where there is no kernel, its code cannot come. */
export function openPanel({ kernel, panel }: EditorApi, name: PartName): boolean {
  if (kernel) panel.value = name;
  return kernel !== undefined;
}

/** Ctrl+F; true when it was that, and there is a search. */
export function searchKey(event: KeyboardEvent, editor: EditorApi): boolean {
  const others = event.altKey || event.shiftKey;
  const wanted = hasCommand(event) && !others && event.key.toLowerCase() === "f";
  if (!wanted || !openPanel(editor, "search")) return false;
  // It may be there already.
  (event.currentTarget as Element).querySelector<HTMLElement>(".cjm-part input")?.focus();
  return true;
}

/** A panel whose code comes when it is opened first. */
export function PartPanel({ name }: { name: PartName }) {
  const editor = useEditor();
  const box = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const { t, kernel, panel } = editor;
  const [found, setFound] = useState<{ part?: Part; problem?: string }>({});
  useEffect(() => {
    let over = false;
    const take = (what: typeof found) => {
      if (!over) setFound(what);
    };
    const failed = (error: unknown) => take({ problem: reasonOf(error) });
    setFound({});
    opener.current = focusedIn(box.current);
    kernel?.part(name).then((part) => take({ part }), failed);
    return () => {
      over = true;
    };
  }, [name, kernel]);
  const { part, problem } = found;
  useEffect(() => {
    // Whoever has gone on meanwhile is not called back.
    if (!part || focusedIn(box.current) !== opener.current) return;
    // The field that is there to be typed in, or else the panel, to be read.
    const field = box.current?.querySelector<HTMLElement>("input") ?? box.current;
    field?.focus({ preventScroll: true });
  }, [part]);
  const close = () => {
    panel.value = null;
    // What opened it may be gone: a cell that was scrolled away.
    const frame = box.current?.closest(".cjm-frame");
    const back = opener.current?.isConnected
      ? opener.current
      : frame?.querySelector<HTMLElement>(".cjm-panel-button");
    back?.focus({ preventScroll: true });
  };
  return (
    <aside
      ref={box}
      tabIndex={-1}
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
