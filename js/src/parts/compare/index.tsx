import type { Part } from "../../editor/kernel";
import { Compare } from "./Compare";
import style from "./compare.css?inline";

export default { Panel: Compare, style } satisfies Part;
