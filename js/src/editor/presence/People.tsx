import { useState } from "preact/hooks";
import { Popover } from "../../ui/Popover";
import { TextField } from "../../ui/TextField";
import type { EditorApi } from "../context";
import { callName, hueOf, initialsOf } from "./words";

/** As many as are shown one by one. */
const MOST = 5;

/** Who else is on this map, and what they are told our name is. Alone there is nothing to see. */
export function People({ editor }: { editor: EditorApi }) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const others = editor.people.value;
  editor.language.value;
  const { t, presence } = editor;
  if (!presence || others.length === 0) return null;
  const { me } = presence;
  // One person in several windows is one face; guests cannot be told apart but by their colour.
  const faces = new Map(others.map((peer) => [`${peer.color} ${peer.name}`, peer]));
  const all = [...faces.values()].map((peer) => ({ peer, name: callName(t, peer, me) }));
  const names = (some: typeof all) => some.map(({ name }) => name).join(", ");
  const rest = all.slice(MOST);
  return (
    <div class="cjm-people">
      <ul aria-label={t("also_here")}>
        {all.slice(0, MOST).map(({ peer, name }) => (
          <li
            key={peer.client}
            class="cjm-peer"
            style={{ "--hue": hueOf(peer.color) }}
            title={name}
          >
            <span aria-hidden="true">{initialsOf(peer.name || name)}</span>
            <span class="cjm-hidden">{name}</span>
          </li>
        ))}
        {rest.length > 0 && (
          <li class="cjm-peer cjm-peer-rest" title={names(rest)}>
            <span aria-hidden="true">+{rest.length}</span>
            <span class="cjm-hidden">{names(rest)}</span>
          </li>
        )}
      </ul>
      <button
        type="button"
        class="cjm-link"
        aria-haspopup="dialog"
        title={t("your_name")}
        onClick={(event) => setAnchor(anchor ? null : event.currentTarget)}
      >
        {t("name_you", { name: me.name || t("guest") })}
      </button>
      {anchor && (
        <Popover anchor={anchor} label={t("your_name")} onClose={() => setAnchor(null)}>
          <div class="cjm-f cjm-your-name">
            <span class="cjm-f-label" aria-hidden="true">
              {t("your_name")}
            </span>
            <TextField
              value={me.name}
              label={t("your_name")}
              limit={40}
              onCommit={(name) => editor.rename(name)}
              onDone={(how) => {
                if (how !== "blur") setAnchor(null);
              }}
            />
          </div>
        </Popover>
      )}
    </div>
  );
}
