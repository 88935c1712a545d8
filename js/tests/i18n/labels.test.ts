import { expect, test } from "vitest";
import { TYPES, type TypeName } from "../../src/core/schema.gen";
import { createTranslator } from "../../src/i18n";
import { messagesOf } from "../../src/i18n/catalogues";
import { labelText } from "../../src/i18n/labels";

const say = (label: string, language = "en") =>
  labelText(createTranslator(language, messagesOf(language).texts), label);

test("[W9] a label is put into the words of who reads it", () => {
  expect(say("rename.touchpoint")).toBe("Rename touchpoint");
  expect(say("rename.touchpoint", "it")).toMatch(/^Rinomina /);
  expect(say("move.card", "pl")).toMatch(/^Przesuń: /);
  expect(say("add.persona", "fr")).toMatch(/^Ajouter\s: /);
  expect(say("remove.touchpoint.3")).toBe("Remove touchpoint × 3");
  expect(say("edit.touchpoint.status")).toBe("Change Status");
  expect(say("edit.experience.score", "it")).toBe("Modifica Punteggio");
  expect(say("restore")).toBe("Restore");
});

test("[W9] undo and redo of a label", () => {
  expect(say("undo:rename.touchpoint")).toBe("Undo: Rename touchpoint");
  expect(say("redo:undo:add.card")).toBe("Redo: Undo: Add card");
  expect(say("undo:Rename touchpoint", "fr")).toBe(say("undo:rename.touchpoint", "fr"));
});

test("[W9] what older versions and Python wrote is read, other words stand as they are", () => {
  expect(say("Rename touchpoint", "pl")).toBe(say("rename.touchpoint", "pl"));
  expect(say("Undo: Rename touchpoint", "pl")).toBe(say("undo:rename.touchpoint", "pl"));
  expect(say("Remove 3 cards", "fr")).toBe(say("remove.card.3", "fr"));
  expect(say("Remove touchpoint, card")).toBe("Remove touchpoint, card");
  expect(say("Tidy up")).toBe("Tidy up");
  expect(say("Move heaven and earth")).toBe("Move heaven and earth");
  expect(say("dance.touchpoint")).toBe("dance.touchpoint");
  expect(say("constructor.prototype")).toBe("constructor.prototype");
  expect(say("")).toBe("");
});

/** No field of a form, so no edit is called after it. */
const UNNAMED = new Set(["extra", "file_extra", "place", "points"]);

test.each(["it", "pl", "fr"])(
  "[E202] in %s no edit of any field is named in English",
  (language) => {
    const { texts } = messagesOf(language);
    const missing = (Object.keys(TYPES) as TypeName[]).flatMap((type) =>
      Object.keys(TYPES[type].fields).filter(
        (name) => !UNNAMED.has(name) && !(`f_${name}` in texts) && !(`f_${name}@${type}` in texts),
      ),
    );
    expect(missing).toEqual([]);
    for (const type of Object.keys(TYPES)) {
      for (const verb of ["add", "edit", "move", "remove", "rename"]) {
        expect(say(`${verb}.${type}`, language)).not.toBe(`${verb}.${type}`);
        expect(say(`${verb}.${type}`, language)).not.toBe(say(`${verb}.${type}`));
      }
    }
  },
);

test("[E202] a field is called what it is called in the form of its type", () => {
  expect(say("edit.edge.probability", "it")).toBe("Modifica Probabilità (da 0 a 1)");
  expect(say("edit.edge.source", "it")).toBe("Modifica Da");
  expect(say("edit.metric.source", "it")).toBe("Modifica Fonte");
  expect(say("undo:edit.path.steps", "pl")).toMatch(/Kroki$/);
});
