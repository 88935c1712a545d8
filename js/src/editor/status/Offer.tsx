import { useState } from "preact/hooks";
import type { Keeper, Offer } from "../../core/keeper";
import { labelText } from "../../i18n/labels";
import { Icon } from "../../ui/icons";
import type { EditorApi } from "../context";
import { saveEdits } from "./save";
import { nameBefore, typedText } from "./typed";
import { moment } from "./when";

interface Props {
  editor: EditorApi;
  keeper: Keeper;
  offer: Offer;
}

/** Edits of an earlier session that no kernel has acknowledged: what is to become of them? */
export function OfferNotice({ editor, keeper, offer }: Props) {
  const { t, language, readOnly, replica } = editor;
  const [open, setOpen] = useState(false);
  const [sure, setSure] = useState(false);
  const { edits, unfit } = offer;
  const last = edits.reduce((latest, { at }) => Math.max(latest, at), 0);
  const vars = { n: edits.length, when: moment(last, Date.now(), language.value) };
  const own = edits.every((edit) => edit.document === replica.state.journey.id);
  const head = unfit.size > 0 ? "offer_unfit" : own ? "offer" : "offer_other";
  const save = () => saveEdits(editor, { ...replica.waiting(), earlier: keeper.offered() });
  return (
    <div class="cjm-offer">
      <Icon name="undo" />
      <div class="cjm-offer-text">
        <strong>{nameBefore(editor, t(head, vars))}</strong>
        {open && (
          <ol>
            {edits.map((edit) => (
              <li key={edit.id} dir="auto">
                <Words label={labelText(t, edit.label)} text={typedText(edit.change)} />
                {unfit.has(edit.id) && <em>{unfit.get(edit.id)}</em>}
              </li>
            ))}
          </ol>
        )}
        <div class="cjm-offer-choices">
          {!readOnly.value && (
            <button type="button" class="cjm-link cjm-strong" onClick={() => void keeper.putIn()}>
              {t(unfit.size > 0 ? "try_again" : "put_in", vars)}
            </button>
          )}
          <button
            type="button"
            class="cjm-link"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? "hide" : "show")}
          </button>
          <button type="button" class="cjm-link" onClick={save}>
            {t("download")}
          </button>
          <button
            type="button"
            class="cjm-link"
            onBlur={() => setSure(false)}
            onClick={() => (sure ? void keeper.discard() : setSure(true))}
          >
            {t(sure ? "discard_sure" : "discard", vars)}
          </button>
        </div>
      </div>
    </div>
  );
}

function Words({ label, text }: { label: string; text: string }) {
  return (
    <span>
      {label}
      {text && ` “${text}”`}
    </span>
  );
}
