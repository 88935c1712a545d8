import type { Part } from "../../editor/kernel";
import { ReactionBar } from "./ReactionBar";
import style from "./reactions.css?inline";

export default { Panel: ReactionBar, style } satisfies Part;
