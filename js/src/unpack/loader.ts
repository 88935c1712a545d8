/**
 * The shell of the bundle. A notebook sends the script uncompressed with every widget; so the
 * widget travels packed in this small module, which unpacks and imports it.
 */
import { decode } from "./base91";

type Widget = { initialize?(props: never): unknown; render(props: RenderProps): unknown };
type Module = { default: () => Widget };

interface RenderProps {
  model: { get(name: string): unknown };
  el: HTMLElement;
}

export interface Packed {
  /** The gzipped ES module, see `base91.ts`. */
  readonly code: string;
  /** How many bytes `code` stands for. */
  readonly length: number;
  /** What tells this code from that of another version. */
  readonly digest: string;
  /** What is said when it cannot be started here: keys of the catalogue, in English. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Import the packed module, from a blob as anywidget itself does it: nothing is fetched. */
async function unpack({ code, length }: Packed): Promise<Module> {
  const packed = new Blob([decode(code, length)]).stream();
  const plain = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
  const url = URL.createObjectURL(new Blob([plain], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * What the bundle exports: it gives anywidget the widget. All widgets of a page share one unpacked
 * module, which is code and holds no state.
 */
export function createLoader(packed: Packed): () => Promise<Widget> {
  const page = globalThis as unknown as Record<symbol, Promise<Module> | undefined>;
  const place = Symbol.for(`cjm_widgets:${packed.digest}`);
  return async () => {
    try {
      page[place] ??= unpack(packed);
      return (await page[place]).default();
    } catch (error) {
      delete page[place];
      return {
        render: ({ model, el }) => complain(el, model.get("_messages"), packed.texts, error),
      };
    }
  };
}

function complain(el: HTMLElement, messages: unknown, english: Packed["texts"], error: unknown) {
  const { texts } = (messages ?? {}) as { texts?: Packed["texts"] };
  const box = el.ownerDocument.createElement("p");
  box.className = "cjm-unpack";
  box.setAttribute("role", "alert");
  const said = Object.keys(english).map((key) => texts?.[key] ?? english[key]);
  box.textContent = `${said.join(" ")} (${error})`;
  el.append(box);
  return () => box.remove();
}
