import { reasonOf } from "../../core/errors";
import { fileOf } from "../../core/file";
import { fileName } from "../../core/filename";
import type { MessageKey } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { type MenuEntry, type MenuItem, useOpenMenu } from "../../ui/Menu";
import { type MapView, showToast, useView } from "../map/view";

/** What Python makes: the form it is asked for, how its file ends, and what it is. */
const FORMS = [
  ["handout", ".handout.html", "text/html"],
  ["html", ".html", "text/html"],
  ["svg", ".svg", "image/svg+xml"],
  ["png", ".png", "image/png"],
  ["pdf", ".pdf", "application/pdf"],
  ["touchpoints", ".touchpoints.csv", "text/csv"],
  ["cards", ".cards.csv", "text/csv"],
  ["experience", ".scores.csv", "text/csv"],
  ["tables", ".tables.zip", "application/zip"],
] as const;
/** How long an edit may be on its way to Python before a file goes without it, in ms. */
const PATIENCE = 5_000;

/** The map as a file: as JSON from this page, in other forms from Python while it is there. */
export function Export() {
  const view = useView();
  const { editor } = view;
  const openMenu = useOpenMenu();
  const { t } = editor;
  return (
    <IconButton
      class="cjm-export"
      icon="download"
      label={t("export")}
      text={t("export")}
      menu
      onClick={(event) => {
        const anchor = event.currentTarget as Element;
        const alone = !editor.kernel || editor.kernel.alone || editor.replica.status === "offline";
        const why = t("export_alone");
        const json = entry(view, "export_json", () => {
          const text = `${JSON.stringify(fileOf(editor.replica.state), null, 2)}\n`;
          editor.download(nameOf(view, ".cjm.json"), text);
        });
        const others: MenuEntry[] = alone
          ? [{ heading: why }]
          : FORMS.map(([form, ending, type]) =>
              entry(view, `export_${form}`, async () => {
                await settled(view);
                const data = await editor.kernel?.export(form);
                if (data) editor.download(nameOf(view, ending), data, type);
              }),
            );
        openMenu({
          anchor,
          items: [json, "-", ...others],
          label: alone ? `${t("export")}. ${why}` : t("export"),
        });
      }}
    />
  );
}

function nameOf({ editor }: MapView, ending: string): string {
  return fileName(editor.replica.state.journey.title ?? "", ending);
}

/** A menu item; what goes wrong is seen and heard. */
function entry(view: MapView, key: MessageKey, make: () => unknown): MenuItem {
  const { t, announce } = view.editor;
  return {
    label: t(key),
    onSelect: async () => {
      try {
        await make();
      } catch (problem) {
        const text = t("export_failed", { reason: reasonOf(problem) });
        showToast(view, text, false);
        announce(text);
      }
    },
  };
}

/** Wait until Python has what was edited here. */
function settled({ editor: { replica } }: MapView): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    const stop = replica.subscribe(() => {
      if (replica.pending === 0) end();
    });
    if (replica.pending === 0) end();
  });
}
