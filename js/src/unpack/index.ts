/** The entry of the bundle that travels; `build.mjs` puts the packed code in. */
import { createLoader, type Packed } from "./loader";

declare const CJM_PACKED: Packed;

export default createLoader(CJM_PACKED);
