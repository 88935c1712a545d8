import type { Part } from "../../editor/kernel";
import { FilterPanel } from "./FilterPanel";
import style from "./filter.css?inline";

export default { Panel: FilterPanel, style } satisfies Part;
