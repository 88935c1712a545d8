/**
 * The shell of the bundle. A notebook sends the script uncompressed with every widget; so the
 * widget travels packed in this small module, which unpacks and imports it.
 */
import { decode } from "./base91";
import { importGzip } from "./gunzip";

/** How long unpacking may take before it is said, in ms. */
export const PATIENCE = 2_000;

type CleanUp = () => void;
type Widget = {
  initialize?(props: InitializeProps): CleanUp | undefined;
  render(props: RenderProps): CleanUp | undefined;
};
type Module = { default: () => Widget };

interface InitializeProps {
  model: { get(name: string): unknown };
  signal?: AbortSignal;
}

interface RenderProps extends InitializeProps {
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

const unpack = ({ code, length }: Packed) => importGzip(decode(code, length)) as Promise<Module>;

/**
 * What the bundle exports: it gives anywidget the widget. All widgets of a page share one unpacked
 * module, which is code and holds no state.
 *
 * The widget is there at once and begins when its code is: anywidget never again delivers a message
 * to one that took more than 2 s, and shows nothing meanwhile. No message is missed, as the first
 * is the answer to one that the code sends.
 */
export function createLoader(packed: Packed): () => Widget {
  const page = globalThis as unknown as Record<symbol, Promise<Module> | undefined>;
  const place = Symbol.for(`cjm_widgets:${packed.digest}`);
  const load = () => {
    page[place] ??= unpack(packed);
    return page[place];
  };
  return () => {
    let widget: Promise<Widget> | undefined;
    const get = () => {
      widget ??= load().then((module) => module.default());
      // The next view tries again.
      widget.catch(() => {
        delete page[place];
        widget = undefined;
      });
      return widget;
    };
    return {
      initialize(props) {
        return until(props.signal, get(), (inner) => inner.initialize?.(props));
      },
      render(props) {
        const say = (keys: string[], error?: unknown) =>
          put(props.el, words(props.model.get("_messages"), packed.texts, keys), error);
        let remove = () => {};
        const slow = setTimeout(() => {
          remove = say(["start_loading"]);
        }, PATIENCE);
        const clear = () => {
          clearTimeout(slow);
          remove();
          remove = () => {};
        };
        const stop = until(
          props.signal,
          get(),
          (inner) => {
            clear();
            return inner.render(props);
          },
          (error) => {
            clear();
            remove = say(["start_failed", "start_needs"], error);
          },
        );
        return () => {
          clear();
          stop();
        };
      },
    };
  };
}

/** Do `begin` once the widget is there, unless it is over by then. Returns what ends it. */
function until(
  signal: AbortSignal | undefined,
  widget: Promise<Widget>,
  begin: (inner: Widget) => CleanUp | undefined,
  failed: (error: unknown) => void = () => {},
): CleanUp {
  let over = false;
  let stop: CleanUp | undefined;
  widget
    .then((inner) => {
      if (!over && !signal?.aborted) stop = begin(inner);
    })
    .catch((error) => {
      if (!over) failed(error);
    });
  return () => {
    over = true;
    stop?.();
    stop = undefined;
  };
}

function words(messages: unknown, english: Packed["texts"], keys: string[]): string {
  const { texts } = (messages ?? {}) as { texts?: Packed["texts"] };
  return keys.map((key) => texts?.[key] ?? english[key]).join(" ");
}

function put(el: HTMLElement, text: string, error?: unknown): CleanUp {
  const box = el.ownerDocument.createElement("p");
  box.className = "cjm-unpack";
  box.setAttribute("role", error === undefined ? "status" : "alert");
  box.textContent = error === undefined ? text : `${text} (${error})`;
  el.append(box);
  return () => box.remove();
}
