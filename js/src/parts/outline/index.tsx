import type { Part } from "../../editor/kernel";
import { Outline } from "./Outline";
import style from "./outline.css?inline";

export default { Panel: Outline, style } satisfies Part;
