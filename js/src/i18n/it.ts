import { en } from "./en";
import type { Catalogue } from "./index";

export const it: Catalogue = en;
