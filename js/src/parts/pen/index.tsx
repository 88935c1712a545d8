import type { Part } from "../../editor/kernel";
import { Pen } from "./Pen";
import style from "./pen.css?inline";

export default { Panel: Pen, style } satisfies Part;
