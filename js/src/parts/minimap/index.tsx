import type { Part } from "../../editor/kernel";
import { Minimap } from "./Minimap";
import style from "./minimap.css?inline";

export default { Panel: Minimap, style } satisfies Part;
