import type { Part } from "../../editor/kernel";
import { Ink } from "./Ink";
import style from "./ink.css?inline";

export default { Panel: Ink, style } satisfies Part;
