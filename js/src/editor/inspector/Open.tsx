import { useWords } from "../../i18n/context";
import { Icon } from "../../ui/icons";

interface OpenProps {
  id: string;
  /** What the record is called. */
  name: string;
  onOpen: (id: string) => void;
}

/** Leads to a record whose name stands beside it. */
export function OpenButton({ id, name, onOpen }: OpenProps) {
  const label = useWords().t("open_what", { what: name });
  return (
    <button
      type="button"
      class="cjm-ib"
      data-open={id}
      aria-label={label}
      title={label}
      onClick={() => onOpen(id)}
    >
      <Icon name="right" size={12} />
    </button>
  );
}
