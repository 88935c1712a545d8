import type { Part } from "../../editor/kernel";
import { Walk } from "./Walk";
import style from "./walk.css?inline";

export default { Panel: Walk, style } satisfies Part;
