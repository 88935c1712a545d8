import type { Part } from "../../editor/kernel";
import { Templates } from "./Templates";
import style from "./templates.css?inline";

export default { Panel: Templates, style } satisfies Part;
