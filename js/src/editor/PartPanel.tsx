import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from "preact/hooks";
import { reasonOf } from "../core/errors";
import { IconButton } from "../ui/IconButton";
import { focusedIn, hasCommand, isComposing } from "../ui/keys";
import { type EditorApi, useEditor } from "./context";
import type { Part, PartName } from "./kernel";
import type { Actions } from "./map/actions";
import { useView } from "./map/view";

/** Open a panel in the place of the inspector; where there is no kernel, its code cannot come. */
export function openPanel({ kernel, panel }: EditorApi, name: PartName): boolean {
  if (kernel) panel.value = name;
  return kernel !== undefined;
}

/** Ctrl+F searches, with Shift it filters; true when it was one of them, and there is such a panel. */
export function panelKey(event: KeyboardEvent, editor: EditorApi): boolean {
  const wanted = hasCommand(event) && !event.altKey && event.key.toLowerCase() === "f";
  if (!wanted || !openPanel(editor, event.shiftKey ? "filter" : "search")) return false;
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
  const editor = useEditor();
  const { t, panel } = editor;
  // Once it was closed, whoever opens it again has asked for it.
  useEffect(
    () => () => {
      editor.unasked = null;
    },
    [name],
  );
  return (
    <PartBox
      name={name}
      act={act}
      class="cjm-inspector cjm-part"
      back=".cjm-panel-button"
      title={t(name)}
      unasked={editor.unasked === name}
      onClose={() => {
        panel.value = null;
      }}
    />
  );
}

interface StageProps extends PartProps {
  /** Nobody has opened it: it takes no focus. */
  unasked?: boolean;
  /** There is no map to go back to. */
  solo?: boolean;
}

/** What stands in the place of the map. */
export function PartStage({ name, act, unasked, solo }: StageProps) {
  const { stage } = useEditor();
  return (
    <PartBox
      name={name}
      act={act}
      class="cjm-place"
      unasked={unasked || solo}
      back=".cjm-view-button"
      onClose={
        solo
          ? undefined
          : () => {
              stage.value = null;
            }
      }
    />
  );
}

/** The map as a strip under it, where it is wider than its room. What it lacks without a kernel scrolls. */
export function Minimap({ act }: { act: Actions }) {
  const { kernel } = useEditor();
  const { scrolls } = useView();
  return kernel && scrolls.value ? <PartLayer name="minimap" act={act} /> : null;
}

interface LayerProps extends PartProps {
  inPlace?: boolean;
  record?: string;
  /** Called when it is over, and when its code does not come, which is said then. */
  onClose?: () => void;
}

/** What has no box of its own: it takes no focus, and without it the editor goes on as well. */
export function PartLayer({ name, act, inPlace, record, onClose = () => {} }: LayerProps) {
  const { announce } = useEditor();
  const { part, problem } = usePart(name);
  useEffect(() => {
    if (problem === undefined) return;
    announce(problem);
    onClose();
  }, [problem]);
  if (!part || problem !== undefined) return null;
  return (
    <>
      <style>{part.style}</style>
      <part.Panel close={onClose} act={act} inPlace={inPlace} record={record} />
    </>
  );
}

interface BoxProps extends PartProps {
  class: string;
  /** Where the focus goes at the end, if what opened it is gone. */
  back: string;
  /** Its heading, beside a button that closes it; without one the part has its own. */
  title?: string;
  /** It stands there from the start: nobody's focus is taken. */
  unasked?: boolean | undefined;
  /** Absent where it stays. */
  onClose?: (() => void) | undefined;
}

function PartBox({ name, act, class: kind, back, title, unasked, onClose }: BoxProps) {
  const { t } = useEditor();
  const box = useRef<HTMLElement>(null);
  /** What gets the focus back, and what had it when the code was asked for. */
  const opener = useRef<HTMLElement | null>(null);
  const before = useRef<HTMLElement | null>(null);
  const { part, problem, retry } = usePart(name);
  useLayoutEffect(() => {
    // What this box took the place of had the focus: keys must not go to the notebook's cells.
    const page = box.current?.ownerDocument;
    if (!unasked && page?.activeElement === page?.body) box.current?.focus({ preventScroll: true });
  }, [name, part]);
  useEffect(() => {
    before.current = focusedIn(box.current);
    if (!box.current?.contains(before.current)) opener.current = before.current;
  }, [name]);
  useEffect(() => {
    // Whoever has gone on meanwhile is not called back.
    const inside = focusedIn(box.current);
    if (unasked || !part || (inside !== before.current && inside !== box.current)) return;
    // What is there to be used first, or else the box, to be read.
    const field = title && box.current?.querySelector<HTMLElement>("[data-autofocus],input");
    (field || box.current)?.focus({ preventScroll: true });
  }, [part]);
  const close = () => {
    if (!onClose) return;
    onClose();
    // What opened it may be gone, as a cell that was scrolled away, or never had the focus.
    const frame = box.current?.closest(".cjm-frame");
    const to = frame?.contains(opener.current)
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
        if (!onClose) return;
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
