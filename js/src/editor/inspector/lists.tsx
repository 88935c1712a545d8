import { useState } from "preact/hooks";
import { useWords } from "../../i18n/context";
import { IconButton } from "../../ui/IconButton";
import { TextField } from "../../ui/TextField";

export interface ListFieldProps {
  items: readonly string[];
  label: string;
  onCommit: (items: readonly string[]) => void;
}

/** Texts one below the other; an emptied one goes, the last box adds one. */
export function ListField({ items, label, onCommit }: ListFieldProps) {
  const { t } = useWords();
  const put = (index: number, text: string) =>
    onCommit(
      text === ""
        ? items.filter((_, i) => i !== index)
        : items.map((item, i) => (i === index ? text : item)),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands outside
    <div class="cjm-list" role="group" aria-label={label}>
      {items.map((item, index) => (
        <TextField
          key={index}
          value={item}
          multiline
          label={`${label} ${index + 1}`}
          onCommit={(text) => put(index, text)}
        />
      ))}
      <TextField
        value=""
        multiline
        label={t("add_to", { what: label })}
        placeholder={t("add_item")}
        onCommit={(text) => onCommit([...items, text])}
      />
    </div>
  );
}

export interface FactsFieldProps {
  facts: Readonly<Record<string, string>>;
  label: string;
  onCommit: (facts: Readonly<Record<string, string>>) => void;
}

/** Names and values ("age: 34"). */
export function FactsField({ facts, label, onCommit }: FactsFieldProps) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const entries = Object.entries(facts);
  const replace = (at: string, put: readonly [string, string] | null) =>
    onCommit(
      Object.fromEntries(
        entries.flatMap((entry) => (entry[0] === at ? (put ? [put] : []) : [entry])),
      ),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands outside
    <div class="cjm-list" role="group" aria-label={label}>
      {entries.map(([key, fact]) => (
        <div key={key} class="cjm-fact">
          <TextField
            value={key}
            limit={200}
            label={`${label}: ${t("key")}`}
            onCommit={(text) => replace(key, text === "" ? null : [text, fact])}
          />
          <TextField
            value={fact}
            multiline
            label={key}
            onCommit={(text) => replace(key, [key, text])}
          />
          <IconButton
            icon="close"
            label={t("remove_what", { what: key })}
            onClick={() => replace(key, null)}
          />
        </div>
      ))}
      <div class="cjm-fact">
        <TextField
          value={name}
          limit={200}
          placeholder={t("key")}
          label={`${t("add_to", { what: label })}: ${t("key")}`}
          onCommit={setName}
        />
        <TextField
          value=""
          multiline
          placeholder={t("value")}
          label={`${t("add_to", { what: label })}: ${t("value")}`}
          onCommit={(text) => {
            if (name === "") return;
            onCommit({ ...facts, [name]: text });
            setName("");
          }}
        />
      </div>
    </div>
  );
}
