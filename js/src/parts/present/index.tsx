import type { Part } from "../../editor/kernel";
import { Present } from "./Present";
import style from "./present.css?inline";

export default { Panel: Present, style } satisfies Part;
