import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import { render } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { reasonOf } from "../core/errors";
import type { Keeper } from "../core/keeper";
import type { Presence } from "../core/presence";
import type { Replica } from "../core/replica";
import {
  createEditor,
  type EditorOptions,
  type MapFile,
  type OwnedEditor,
  type Solo,
} from "../editor/context";
import { Editor } from "../editor/Editor";
import type { Kernel, PartName } from "../editor/kernel";
import { watchMarks, watchSpot } from "../editor/presence/marks";
import { createTranslator, type MessageKey, type Messages, type Translator } from "../i18n";
import { WordsContext } from "../i18n/context";
import { MenuHost } from "../ui/Menu";
import { Banner } from "../ui/messages";
import { hideCopies, WANTED, watchCopy } from "./copies";
import { download } from "./download";
import { keepKeys } from "./keys";
import { nameMyself } from "./person";
import { type Theme, watchTheme } from "./theme";

/** How long the kernel may be silent before the empty view says so, in ms. */
const PATIENCE = 2_000;
/** And before it is taken for one that will not answer any more. */
const GIVEN_UP = 10_000;

/** What the views of one widget share. */
export interface Shared {
  readonly replica: Replica;
  readonly keeper?: Keeper;
  /** The words of the interface, and so its language. */
  readonly messages: ReadonlySignal<Messages>;
  readonly theme: Signal<string>;
  readonly readOnly: Signal<boolean>;
  readonly height: Signal<number>;
  /** Key of the copies of the map in the notebook; empty when none was made yet. */
  readonly copyKey: Signal<string>;
  readonly selection: Signal<readonly string[]>;
  readonly file?: ReadonlySignal<MapFile | null>;
  readonly solo?: ReadonlySignal<Solo | null>;
  /** The panel that is open from the start. */
  readonly panel?: PartName | undefined;
  /** Absent where nobody else can be. */
  readonly presence?: Presence;
  /** Absent in a page without one. */
  readonly kernel?: Kernel;
  /** What this map is called beside another one, and that one. */
  readonly name?: string;
  readonly other?: Shared;
}

export function once(f: () => void): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    f();
  };
}

/** An edit that was refused here, before it was ever sent. */
interface Refusal {
  readonly id: number;
  readonly text: string;
}

interface View {
  readonly editor: OwnedEditor;
  readonly translator: ReadonlySignal<Translator>;
  readonly ready: ReadonlySignal<boolean>;
  /** For how long nothing has come, as far as it is said. */
  readonly late: ReadonlySignal<number>;
  readonly refusals: Signal<readonly Refusal[]>;
  /** The notebook's copy of the map does not follow any more. */
  readonly behind: ReadonlySignal<boolean>;
}

/** Show the editor in `el`. Returns what takes it away again; the replica stays. */
export function mount(el: HTMLElement, shared: Shared): () => void {
  const root = el.ownerDocument.createElement("div");
  root.className = "cjm";
  // As the languages of the interface are, also in a page that is not; texts of people turn by
  // themselves.
  root.dir = "ltr";
  el.append(root);

  const { messages } = shared;
  const language = computed(() => messages.value.language);
  const translator = computed(() => createTranslator(language.value, messages.value.texts));
  const refusals = signal<readonly Refusal[]>([]);
  const late = signal(0);
  const page = signal<Theme>("light");
  const refused: NonNullable<EditorOptions["refused"]> = (error) => {
    const reason = reasonOf(error);
    const text = translator.peek()("edit_refused", { reason });
    refusals.value = [...refusals.peek(), { id: (refusals.peek().at(-1)?.id ?? 0) + 1, text }];
  };
  const begin = (side: Shared, other?: OwnedEditor) =>
    createEditor({
      ...side,
      solo: shared.solo,
      other,
      language,
      t: (key, vars) => translator.value(key, vars),
      download: (...file) => download(root, ...file),
      refused,
      rename: (name) => side.presence?.rename(nameMyself(name)),
    });
  const second = shared.other && begin(shared.other);
  const editor = begin(shared, second);
  // One live region speaks for both.
  if (second) second.announce = editor.announce;
  // Only this turning true renders the editor anew; its parts follow the changes themselves.
  const editors = second ? [editor, second] : [editor];
  const ready = computed(() =>
    editors.every(({ version, replica }) => version.value >= 0 && replica.ready),
  );

  const { ownerDocument } = el;
  const sides = shared.other ? [shared, shared.other] : [shared];
  const copies = sides.map(({ copyKey, replica }) => watchCopy(ownerDocument, copyKey, replica));
  const stops = [
    ...sides.map(({ copyKey }) => effect(() => hideCopies(ownerDocument, copyKey.value))),
    ...copies.map((copy) => copy.stop),
    keepKeys(root),
    watchMarks(root, editor),
    watchSpot(root, editor),
    watchTheme(root, (theme) => {
      page.value = theme;
    }),
    effect(() => {
      const wanted = shared.theme.value;
      root.dataset.theme = wanted === "dark" || wanted === "light" ? wanted : page.value;
      root.lang = language.value;
    }),
  ];
  const timers = [PATIENCE, GIVEN_UP].map((ms) =>
    setTimeout(() => {
      late.value = ms;
    }, ms),
  );
  for (const { copyKey } of sides) if (!copyKey.peek()) copyKey.value = WANTED;
  const behind = computed(() => copies.some((copy) => copy.behind.value));
  untracked(() =>
    render(<App editor={editor} {...{ translator, ready, late, refusals, behind }} />, root),
  );

  // Hosts may say twice that a view is over: by its signal and by the function.
  return once(() => {
    for (const timer of timers.splice(0)) clearTimeout(timer);
    for (const stop of stops) stop();
    render(null, root);
    for (const one of editors) one.dispose();
    root.remove();
  });
}

function App(view: View) {
  const { editor, translator, ready, late } = view;
  const t = translator.value;
  const [error] = useErrorBoundary();
  if (error !== undefined) return <Failed text={t("start_failed")} error={error} />;
  if (!ready.value) {
    return (
      <div class="cjm-wait" role="status">
        {t(waitText(late.value, editor.replica.cut))}
      </div>
    );
  }
  const words = { t, language: editor.language.value };
  return (
    <WordsContext.Provider value={words}>
      <MenuHost>
        <Refusals view={view} />
        <CopyBehind view={view} />
        <Editor editor={editor} />
      </MenuHost>
    </WordsContext.Provider>
  );
}

function waitText(late: number, cut: boolean): MessageKey {
  if (late < PATIENCE) return "connecting";
  return cut || late >= GIVEN_UP ? "start_silent" : "start_slow";
}

function Refusals({ view: { refusals } }: { view: View }) {
  return (
    <div role="alert">
      {refusals.value.map(({ id, text }) => (
        <Banner
          key={id}
          kind="warning"
          onDismiss={() => {
            refusals.value = refusals.peek().filter((other) => other.id !== id);
          }}
        >
          {text}
        </Banner>
      ))}
    </div>
  );
}

function CopyBehind({ view: { behind, translator } }: { view: View }) {
  if (!behind.value) return null;
  return (
    <div role="status">
      <Banner kind="warning">{translator.value("copy_behind")}</Banner>
    </div>
  );
}

function Failed({ text, error }: { text: string; error: unknown }) {
  return (
    <div class="cjm-wait" role="alert">
      <div>
        {text}
        <pre>{reasonOf(error)}</pre>
      </div>
    </div>
  );
}

/** What is shown when not even the start went well. */
export function showFailure(el: HTMLElement, messages: Messages, error: unknown): () => void {
  const t = createTranslator(messages.language, messages.texts);
  const root = el.ownerDocument.createElement("div");
  root.className = "cjm";
  root.dir = "ltr";
  el.append(root);
  render(<Failed text={t("start_failed")} error={error} />, root);
  return () => {
    render(null, root);
    root.remove();
  };
}
