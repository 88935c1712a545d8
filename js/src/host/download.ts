/** Hand the person at the browser a file, from `el`'s own page. */
export function download(el: HTMLElement, name: string, text: string): void {
  const page = el.ownerDocument;
  const view = page.defaultView;
  if (!view) return;
  const url = view.URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = page.createElement("a");
  link.href = url;
  link.download = name.replace(/[^\w.-]+/g, "_");
  // Some browsers follow a link only where it is part of the page.
  el.append(link);
  link.click();
  link.remove();
  // The browser reads the file after the click has returned.
  view.setTimeout(() => view.URL.revokeObjectURL(url), 60_000);
}
