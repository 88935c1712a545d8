import type { Part } from "../../editor/kernel";
import { Records } from "./Records";
import style from "./records.css?inline";

export default { Panel: Records, style } satisfies Part;
