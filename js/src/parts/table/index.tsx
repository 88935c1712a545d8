import type { Part } from "../../editor/kernel";
import { Table } from "./Table";
import style from "./table.css?inline";

export default { Panel: Table, style } satisfies Part;
