import type { Part } from "../../editor/kernel";
import { Checks } from "./Checks";
import style from "./checks.css?inline";

export default { Panel: Checks, style } satisfies Part;
