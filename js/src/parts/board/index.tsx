import type { Part } from "../../editor/kernel";
import { Boards } from "./Boards";
import style from "./board.css?inline";

export default { Panel: Boards, style } satisfies Part;
