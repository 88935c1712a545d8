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
import { useOpenMenu } from "../ui/Menu";
import { Live, Toast } from "../ui/messages";
import { EditorContext, type OwnedEditor } from "./context";
import { Header } from "./header/Header";
import { Inspector } from "./inspector/Inspector";
import { createActions } from "./map/actions";
import { EmptyMap } from "./map/EmptyMap";
import { historyKey } from "./map/keys";
import { MapGrid } from "./map/MapGrid";
import { createView, useView, ViewContext } from "./map/view";
import { watchComments } from "./news";
import { PartLayer, PartPanel, PartStage, searchKey } from "./PartPanel";
import { Notices } from "./status/Notices";
import { StatusLine } from "./status/StatusLine";

/** Up to this width of the editor the inspector is a drawer, as in inspector.css. */
const DRAWER = 900;

export function Editor({ editor }: { editor: OwnedEditor }) {
  const openMenu = useOpenMenu();
  const opener = useRef(openMenu);
  opener.current = openMenu;
  const view = useMemo(() => createView(editor, (request) => opener.current(request)), [editor]);
  const act = useMemo(() => createActions(view), [view]);
  useEffect(() => () => view.dispose(), [view]);
  useEffect(() => watchComments(editor), [editor]);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Where the details would lie over the map they wait to be asked for.
    const width = frame.current?.clientWidth ?? 0;
    if (width > 0 && width <= DRAWER) editor.inspectorOpen.value = false;
  }, [editor]);
  const height = editor.height.value;
  return (
    <EditorContext.Provider value={editor}>
      <ViewContext.Provider value={view}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: undo works wherever the focus is */}
        <div
          ref={frame}
          class={`cjm-frame${height ? " cjm-fixed" : ""}`}
          style={height ? { height: `${height}px` } : undefined}
          onKeyDown={(event) => {
            const field = event.target instanceof Element && event.target.closest("input,textarea");
            if (event.defaultPrevented) return;
            if (searchKey(event, editor) || (!field && historyKey(event, act))) {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
        >
          <Header act={act} />
          <Notices editor={editor} />
          <div class="cjm-main">
            <Stage act={act} />
            {editor.panel.value ? (
              <PartPanel name={editor.panel.value} act={act} />
            ) : (
              <Inspector editor={editor} />
            )}
          </div>
          <StatusLine editor={editor} />
          <Removed act={act} />
          <Reactions act={act} />
          <Live text={editor.spoken.value} />
        </div>
      </ViewContext.Provider>
    </EditorContext.Provider>
  );
}

type Props = { act: ReturnType<typeof createActions> };

function Stage({ act }: Props) {
  const { editor, layout } = useView();
  if (editor.stage.value) return <PartStage name={editor.stage.value} act={act} />;
  return layout.value.columns > 0 ? <MapGrid act={act} /> : <EmptyMap act={act} />;
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
      action={{ label: editor.t("undo"), onClick: () => act.undo() }}
      onClose={close}
    />
  );
}
