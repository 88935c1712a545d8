import type { Part } from "../../editor/kernel";
import style from "./feeling.css?inline";
import { Palette } from "./Palette";

export default { Panel: Palette, style } satisfies Part;
