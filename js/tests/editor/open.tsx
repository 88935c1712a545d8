import { act } from "preact/test-utils";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Replica } from "../../src/core/replica";
import type { AnyRecord } from "../../src/core/schema.gen";
import { createEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Kernel, Part } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

/** A replica whose authority answers at once. */
export function connect(records: readonly AnyRecord[]) {
  const authority = new Authority(records);
  const replica: Replica = new Replica({
    client: "me",
    send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
  });
  authority.subscribe((message) => replica.receive(message));
  replica.start();
  return { authority, replica };
}

/** The part of the details, for tests that are about another one. */
const NOTHING: Part = { Panel: () => null, style: "" };

/** What a test needs of a kernel; the part it has may be all it knows, whatever is asked for. */
function kernelOf(given: object | undefined, details: boolean): Kernel | undefined {
  const kernel = given as Kernel | undefined;
  if (!kernel?.part || details) return kernel;
  const part: Kernel["part"] = async (name) => (name === "records" ? NOTHING : kernel.part(name));
  return { ...kernel, part };
}

/**
 * An editor in a page, whose authority answers at once. `kernel`: what the test needs of one;
 * `details`: it has all the parts of the details.
 */
export function openEditor(
  kernel?: object,
  records: readonly AnyRecord[] = demo(),
  details = false,
) {
  const page = place();
  const { authority, replica } = connect(records);
  const editor = createEditor({
    replica,
    t: createTranslator("en"),
    kernel: kernelOf(kernel, details),
  });
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
  const close = () => {
    page.remove();
    editor.dispose();
    replica.stop();
  };
  return { page, authority, replica, editor, close };
}

/** Lets what was asked for come. */
export const settle = () =>
  act(async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  });
