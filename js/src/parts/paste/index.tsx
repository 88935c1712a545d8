import type { Part } from "../../editor/kernel";
import { Paste } from "./Paste";
import style from "./paste.css?inline";

export default { Panel: Paste, style } satisfies Part;
