import type { Part } from "../../editor/kernel";
import { PersonaCard } from "./PersonaCard";
import style from "./persona.css?inline";

export default { Panel: PersonaCard, style } satisfies Part;
