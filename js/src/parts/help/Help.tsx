import { useEditor } from "../../editor/context";
import { wordsOf } from "../words";
import { type Key, TEXTS } from "./texts";

/** The keys as they are named on a keyboard, and what each does. */
const GROUPS: readonly [Key, readonly (readonly [readonly string[], Key])[]][] = [
  [
    "moving",
    [
      [["←", "→", "↑", "↓"], "move"],
      [["Home", "End"], "row_ends"],
      [["Ctrl Home", "Ctrl End"], "map_ends"],
      [["Shift ←", "Shift →"], "select_more"],
      [["Esc"], "leave"],
    ],
  ],
  [
    "editing",
    [
      [["Enter"], "open"],
      [["F2"], "rename"],
      [["+", "N", "Insert"], "add"],
      [["Delete"], "remove"],
      [["Alt ←", "Alt →", "Alt ↑", "Alt ↓"], "move_thing"],
      [["Shift N"], "add_other"],
      [["Alt Shift ↑", "Alt Shift ↓"], "size_lane"],
      [["Alt Shift →", "Alt Shift ←"], "spread"],
      [["Space"], "fold"],
      [["Shift F10"], "menu"],
      [["Alt Enter"], "details"],
      [["Esc"], "details_back"],
      [["Ctrl C", "Ctrl X"], "copy"],
      [["Ctrl V"], "paste"],
      [["Ctrl D"], "duplicate"],
      [["Ctrl Z"], "undo"],
      [["Ctrl Shift Z"], "redo"],
    ],
  ],
  [
    "together",
    [
      [["R"], "react"],
      [["C"], "comment"],
      [["V"], "vote"],
      [["Shift V"], "unvote"],
      [["P"], "draw"],
    ],
  ],
  [
    "scores",
    [
      [["↑", "↓"], "step"],
      [["Page Up", "Page Down"], "steps"],
      [["Enter"], "type_score"],
      [["E"], "feeling"],
    ],
  ],
  [
    "walking",
    [
      [["←", "→"], "walk_steps"],
      [["1", "2", "3"], "walk_score"],
    ],
  ],
  [
    "presenting",
    [
      [["←", "→", "Space"], "slides"],
      [["Home", "End"], "slide_ends"],
      [["Esc"], "leave_slides"],
    ],
  ],
  [
    "sheets",
    [
      [["→", "←"], "unfold"],
      [["A", "B", "…"], "by_letter"],
      [["*"], "unfold_beside"],
      [["Enter", "Tab"], "next_cell"],
      [["Shift ↑", "Shift ↓"], "select_rows"],
      [["Insert"], "add_row"],
      [["Delete"], "clear_cell"],
      [["Ctrl Delete"], "remove_rows"],
    ],
  ],
  [
    "comparing",
    [
      [["N", "P", "Alt ↓", "Alt ↑"], "differences"],
      [["T"], "take_over"],
    ],
  ],
  [
    "editor",
    [
      [["Ctrl F", "/"], "search"],
      [["Ctrl Shift F"], "filter"],
      [["?"], "help"],
      [["Ctrl +", "Ctrl −", "Ctrl 0"], "zoom"],
    ],
  ],
];

/** What the keys do on the map. */
export function Help() {
  const editor = useEditor();
  const say = wordsOf(TEXTS, editor.language.value);
  return (
    <div class="cjm-keys">
      {GROUPS.map(([title, rows]) => (
        <section key={title}>
          <h3>{say(title)}</h3>
          <dl>
            {rows.flatMap(([keys, what]) => [
              <dt key={`${what}-keys`}>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>,
              <dd key={what}>{say(what)}</dd>,
            ])}
          </dl>
        </section>
      ))}
    </div>
  );
}
