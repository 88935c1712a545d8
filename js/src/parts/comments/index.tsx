import type { Part } from "../../editor/kernel";
import { Comments } from "./Comments";
import style from "./comments.css?inline";

export default { Panel: Comments, style } satisfies Part;
