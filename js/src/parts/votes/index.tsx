import type { Part } from "../../editor/kernel";
import { Votes } from "./Votes";
import style from "./votes.css?inline";

export default { Panel: Votes, style } satisfies Part;
