/** Which theme the page around us has. Only this file knows how the hosts say it. */

export type Theme = "light" | "dark";

/** What the page says, in the order of trust: JupyterLab, VS Code, the operating system. */
export function pageTheme(body: HTMLElement | null, prefersDark: boolean): Theme {
  const jupyter = body?.getAttribute("data-jp-theme-light");
  if (jupyter === "true") return "light";
  if (jupyter === "false") return "dark";
  const code = body?.getAttribute("data-vscode-theme-kind") ?? body?.className ?? "";
  // "vscode-high-contrast-light" is light although it begins like the dark one.
  if (/vscode-(high-contrast-)?light/.test(code)) return "light";
  if (/vscode-(dark|high-contrast)/.test(code)) return "dark";
  // marimo and a few others put the word itself on the body or the root.
  const scheme = body?.closest("[data-theme]")?.getAttribute("data-theme") ?? "";
  if (/^(dark|light)$/.test(scheme)) return scheme as Theme;
  if (/(^|\s)dark(-theme)?(\s|$)/.test(code)) return "dark";
  return prefersDark ? "dark" : "light";
}

/** Call `tell` with the theme of the page around `el`, now and on every change, until stopped. */
export function watchTheme(el: HTMLElement, tell: (theme: Theme) => void): () => void {
  const page = el.ownerDocument;
  const view = page.defaultView;
  const media = view?.matchMedia?.("(prefers-color-scheme: dark)");
  const say = () => tell(pageTheme(page.body, media?.matches ?? false));
  const watcher = view?.MutationObserver ? new view.MutationObserver(say) : null;
  for (const target of [page.body, page.documentElement]) {
    if (target) {
      watcher?.observe(target, {
        attributes: true,
        attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind", "class", "data-theme"],
      });
    }
  }
  media?.addEventListener?.("change", say);
  say();
  return () => {
    watcher?.disconnect();
    media?.removeEventListener?.("change", say);
  };
}
