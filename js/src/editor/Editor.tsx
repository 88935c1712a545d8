/**
 * The whole editor: header, map, inspector, status line, notices.
 *
 * Stable hooks for tests in a browser, beside roles and accessible names:
 * - `.cjm` the root (made by the host, with `data-theme`); `.cjm-map` the grid and its scroller
 * - `[data-type=phase|touchpoint|lane|card|point|persona|channel]`, with `data-id` the record
 *   (a point: its experience, absent when it is a mean of several; a channel: `data-item`)
 * - cells of a lane: `[data-lane=<lane id>][data-touchpoint=<touchpoint id>]`
 * - every cell: `data-at="<row>/<column>"`, rows `#phases`, `#touchpoints` or a lane id, columns
 *   `#header`, a touchpoint id or (phases; collapsed and empty ones) a phase id
 * - rows of lanes: `[data-lane-row=<lane id>]`
 * - points: `data-persona` ("" is everyone), `data-score`; things inside a cell: `data-item`
 */
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { focusedIn, holdsText } from "../ui/keys";
import { useOpenMenu } from "../ui/Menu";
import { Live, Toast } from "../ui/messages";
import { EditorContext, type OwnedEditor } from "./context";
import { Header } from "./header/Header";
import { Inspector } from "./inspector/Inspector";
import type { PartName } from "./kernel";
import { createActions } from "./map/actions";
import { watchClipboard } from "./map/clipboard";
import { EmptyMap } from "./map/EmptyMap";
import { historyKey } from "./map/keys";
import { MapGrid } from "./map/MapGrid";
import { createView, type MapView, useView, ViewContext } from "./map/view";
import { watchComments } from "./news";
import { Minimap, PartLayer, PartPanel, PartStage, panelKey } from "./PartPanel";
import { rescueFocus } from "./rescue";
import { Filtering } from "./status/Filtering";
import { Notices } from "./status/Notices";
import { Selecting } from "./status/Selecting";
import { StatusLine } from "./status/StatusLine";

/** Up to this width of the editor the inspector is a drawer, as in inspector.css. */
const DRAWER = 900;
/** Below this width a map shows two columns at best: there the outline is what one meets first. */
const PHONE = 560;
/** For how long the map may be taken away from who looks at it and has not asked for it, in ms. */
const AT_FIRST = 5_000;

export function Editor({ editor }: { editor: OwnedEditor }) {
  const openMenu = useOpenMenu();
  const opener = useRef(openMenu);
  opener.current = openMenu;
  const view = useMemo(() => createView(editor, (request) => opener.current(request)), [editor]);
  const act = useMemo(() => createActions(view), [view]);
  useEffect(() => () => view.dispose(), [view]);
  useEffect(() => watchComments(editor), [editor]);
  const frame = useRef<HTMLDivElement>(null);
  const stage = editor.stage.value;
  useFirstWidth(frame, (width) => {
    // Where the details would lie over the map they wait to be asked for.
    if (width <= DRAWER) editor.inspectorOpen.value = false;
    if (width < PHONE && !editor.solo.peek()) openUnasked("outline", frame, view);
  });
  useLayoutEffect(() => {
    // A stage has the room to itself.
    const width = frame.current?.clientWidth ?? 0;
    if (stage && width > 0 && width <= DRAWER) editor.inspectorOpen.value = false;
  }, [editor, stage]);
  useLayoutEffect(() => {
    if (!frame.current) return;
    const clipboard = watchClipboard(frame.current, view, act);
    view.clipboard.current = clipboard;
    const stop = rescueFocus(frame.current);
    return () => {
      stop();
      clipboard.stop();
    };
  }, [view, act]);
  const height = editor.height.value;
  const solo = editor.solo.value;
  const sides = editor.other ? [editor, editor.other] : [editor];
  return (
    <EditorContext.Provider value={editor}>
      <ViewContext.Provider value={view}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: undo works wherever the focus is */}
        <div
          ref={frame}
          // A click where nothing is leaves the focus, and with it the keys, in the editor.
          tabIndex={-1}
          class={`cjm-frame${height ? " cjm-fixed" : ""}`}
          style={height ? { height: `${height}px` } : undefined}
          onKeyDown={(event) => {
            const field = holdsText(event.target);
            if (event.defaultPrevented) return;
            if ((!solo && panelKey(event, editor)) || (!field && historyKey(event, act))) {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
        >
          {!solo && <Header act={act} />}
          {sides.map((side) => (
            <Notices key={side.name} editor={side} />
          ))}
          <Hints act={act} />
          <div class="cjm-main">
            {solo ? <PartStage name={solo.part} act={act} solo /> : <Whole act={act} />}
          </div>
          {sides.map((side) => (
            <StatusLine key={side.name} editor={side}>
              {side === editor && <Filtering />}
              {side === editor && <Selecting />}
            </StatusLine>
          ))}
          <Removed act={act} />
          <Reactions act={act} />
          <Live text={editor.spoken.value} />
        </div>
      </ViewContext.Provider>
    </EditorContext.Provider>
  );
}

/** Puts a stage in the place of the map, unless its code comes late or somebody has begun there. */
function openUnasked(
  name: PartName,
  frame: { readonly current: HTMLElement | null },
  view: MapView,
): void {
  const { editor, unasked } = view;
  const since = performance.now();
  const open = () => {
    const box = frame.current;
    if (!box || performance.now() - since > AT_FIRST || box.contains(focusedIn(box))) return;
    if (editor.stage.peek() || editor.panel.peek()) return;
    unasked.current = name;
    editor.stage.value = name;
  };
  // Without its code the map stays, which is as good as it was.
  editor.kernel?.part(name).then(open, () => {});
}

/** Tells the width of a box once it has one: what a hidden tab holds has none. */
function useFirstWidth(
  box: { readonly current: HTMLElement | null },
  tell: (width: number) => void,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (element.clientWidth > 0) return tell(element.clientWidth);
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === 0) return;
      observer.disconnect();
      tell(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
}

type Props = { act: ReturnType<typeof createActions> };

/** The map, or what stands in its place, and what is beside it. */
function Whole({ act }: Props) {
  const { editor } = useView();
  return (
    <>
      <Stage act={act} />
      {editor.panel.value ? (
        <PartPanel name={editor.panel.value} act={act} />
      ) : (
        <Inspector editor={editor} act={act} />
      )}
    </>
  );
}

function Stage({ act }: Props) {
  const { editor, layout, unasked } = useView();
  const name = editor.stage.value;
  // Whatever is chosen from now on has been asked for.
  if (name !== unasked.current) unasked.current = null;
  if (name) return <PartStage name={name} act={act} unasked={unasked.current === name} />;
  if (layout.value.columns === 0) return <EmptyMap act={act} />;
  return (
    <div class="cjm-mapbox">
      <MapGrid act={act} />
      <Minimap act={act} />
    </div>
  );
}

/** How to begin, while the map has columns and no touchpoint in them. */
function Hints({ act }: Props) {
  const { editor, layout, records } = useView();
  records.value;
  const started = editor.replica.state.count("touchpoint") > 0;
  if (started || !layout.value.columns || editor.readOnly.value || editor.stage.value) return null;
  return <PartLayer name="templates" act={act} inPlace />;
}

/** The bar of emoji, where it is open. */
function Reactions({ act }: Props) {
  const { reacting } = useView();
  const close = () => {
    reacting.value = null;
  };
  return reacting.value && <PartLayer name="reactions" act={act} onClose={close} />;
}

/** Offers the way back after something was removed. */
function Removed({ act }: Props) {
  const { editor, toast } = useView();
  const now = toast.value;
  if (!now) return null;
  const close = () => {
    toast.value = null;
  };
  return (
    <Toast
      key={now.serial}
      message={now.text}
      action={now.undo ? { label: editor.t("undo"), onClick: () => act.undo() } : undefined}
      onClose={close}
    />
  );
}
