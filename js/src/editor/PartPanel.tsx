import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from "preact/hooks";
import { reasonOf } from "../core/errors";
import { IconButton } from "../ui/IconButton";
import { focusedIn, hasCommand, isComposing } from "../ui/keys";
import { type EditorApi, useEditor } from "./context";
import type { Part, PartName } from "./kernel";
import type { Actions } from "./map/actions";

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

/** Code that comes when it is first wanted; `problem` says why there is none. */
function usePart(name: PartName) {
  const { kernel } = useEditor();
  const [found, setFound] = useState<{ part?: Part; problem?: string }>({});
  const [attempt, setAttempt] = useState(0);
  // A fault in a part is the part's: the map stays.
  const [fault, forget] = useErrorBoundary();
  useEffect(() => {
    let over = false;
    const take = (what: typeof found) => {
      if (!over) setFound(what);
    };
    const failed = (error: unknown) => take({ problem: reasonOf(error) });
    setFound({});
    forget();
    kernel?.part(name).then((part) => take({ part }), failed);
    return () => {
      over = true;
    };
  }, [name, kernel, attempt]);
  const problem = fault === undefined ? found.problem : reasonOf(fault);
  return { part: found.part, problem, retry: () => setAttempt(attempt + 1) };
}

interface PartProps {
  name: PartName;
  act: Actions;
}

/** A panel beside the map. */
export function PartPanel({ name, act }: PartProps) {
  const { t, panel } = useEditor();
  return (
    <PartBox
      name={name}
      act={act}
      class="cjm-inspector cjm-part"
      back=".cjm-panel-button"
      title={t(name)}
      onClose={() => {
        panel.value = null;
      }}
    />
  );
}

/** What stands in the place of the map. */
export function PartStage({ name, act }: PartProps) {
  const { stage } = useEditor();
  return (
    <PartBox
      name={name}
      act={act}
      class="cjm-stage"
      back=".cjm-view-button"
      onClose={() => {
        stage.value = null;
      }}
    />
  );
}

/** What lies over the editor and has no box of its own. */
export function PartLayer({ name, act, onClose }: PartProps & { onClose(): void }) {
  const { announce } = useEditor();
  const { part, problem } = usePart(name);
  useEffect(() => {
    if (problem === undefined) return;
    announce(problem);
    onClose();
  }, [problem]);
  if (!part) return null;
  return (
    <>
      <style>{part.style}</style>
      <part.Panel close={onClose} act={act} />
    </>
  );
}

interface BoxProps extends PartProps {
  class: string;
  /** Where the focus goes at the end, if what opened it is gone. */
  back: string;
  /** Its heading, beside a button that closes it; without one the part has its own. */
  title?: string;
  onClose(): void;
}

function PartBox({ name, act, class: kind, back, title, onClose }: BoxProps) {
  const { t } = useEditor();
  const box = useRef<HTMLElement>(null);
  /** What gets the focus back, and what had it when the code was asked for. */
  const opener = useRef<HTMLElement | null>(null);
  const before = useRef<HTMLElement | null>(null);
  const { part, problem, retry } = usePart(name);
  useLayoutEffect(() => {
    // What this box took the place of had the focus: keys must not go to the notebook's cells.
    const page = box.current?.ownerDocument;
    if (page?.activeElement === page?.body) box.current?.focus({ preventScroll: true });
  }, [name, part]);
  useEffect(() => {
    before.current = focusedIn(box.current);
    if (!box.current?.contains(before.current)) opener.current = before.current;
  }, [name]);
  useEffect(() => {
    // Whoever has gone on meanwhile is not called back.
    const inside = focusedIn(box.current);
    if (!part || (inside !== before.current && inside !== box.current)) return;
    // The field that is there to be typed in, or else the box, to be read.
    const field = title && box.current?.querySelector<HTMLElement>("input");
    (field || box.current)?.focus({ preventScroll: true });
  }, [part]);
  const close = () => {
    onClose();
    // What opened it may be gone: a cell that was scrolled away.
    const frame = box.current?.closest(".cjm-frame");
    const to = opener.current?.isConnected
      ? opener.current
      : frame?.querySelector<HTMLElement>(back);
    to?.focus({ preventScroll: true });
  };
  return (
    <section
      ref={box}
      tabIndex={-1}
      class={kind}
      aria-label={t(name)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      {title !== undefined && (
        <>
          <IconButton
            class="cjm-inspector-close"
            icon="close"
            label={t("close_panel")}
            onClick={close}
          />
          <h2 class="cjm-inspector-title">{title}</h2>
        </>
      )}
      {problem !== undefined ? (
        <p class="cjm-hint" role="alert">
          {t("part_failed", { reason: problem })}{" "}
          <button type="button" class="cjm-link" onClick={retry}>
            {t("try_again")}
          </button>
        </p>
      ) : part ? (
        <>
          <style>{part.style}</style>
          <part.Panel close={close} act={act} />
        </>
      ) : (
        <p class="cjm-hint" role="status">
          {t("part_loading")}
        </p>
      )}
    </section>
  );
}
