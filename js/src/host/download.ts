/** Hand the person at the browser a file, from `el`'s own page. */
export function download(
  el: HTMLElement,
  name: string,
  data: BlobPart,
  type = "application/json",
): void {
  const page = el.ownerDocument;
  const view = page.defaultView;
  if (!view) return;
  const url = view.URL.createObjectURL(new Blob([data], { type }));
  const link = page.createElement("a");
  link.href = url;
  link.download = name.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, "_");
  // Some browsers follow a link only where it is part of the page.
  el.append(link);
  link.click();
  link.remove();
  // The browser reads the file after the click has returned.
  view.setTimeout(() => view.URL.revokeObjectURL(url), 60_000);
}
