import type { Actions } from "../../editor/map/actions";
import { HEADER, PHASES, TOUCHPOINTS } from "../../editor/map/navigate";
import type { MapView } from "../../editor/map/view";

/** The copies are what is selected, and the cursor goes to the first of them. */
export function show(view: MapView, act: Actions, ids: readonly string[]): void {
  const { panel } = view.editor;
  if (panel.peek() === "paste") panel.value = null;
  act.select(ids);
  view.wanted.select = ids;
  const record = view.grid().state.get(ids[0] ?? "");
  if (record?.type === "touchpoint") act.go({ row: TOUCHPOINTS, col: record.id });
  else if (record?.type === "phase") act.go({ row: PHASES, col: record.id });
  else if (record?.type === "lane") act.go({ row: record.id, col: HEADER });
  else if (record?.type === "card") {
    act.go({ row: record.lane, col: record.place.parent ?? "", item: record.id });
  }
}
