import type { Part } from "../../editor/kernel";
import { Search } from "./Search";
import style from "./search.css?inline";

export default { Panel: Search, style } satisfies Part;
