import type { Part } from "../../editor/kernel";
import { Workshop } from "./Workshop";
import style from "./workshop.css?inline";

export default { Panel: Workshop, style } satisfies Part;
