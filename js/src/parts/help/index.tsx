import type { Part } from "../../editor/kernel";
import { Help } from "./Help";
import style from "./help.css?inline";

export default { Panel: Help, style } satisfies Part;
