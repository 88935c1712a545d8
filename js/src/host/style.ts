/** The style sheet travels packed with the code, so the page gets it from here. */

const MARK = "data-cjm-widgets";

/**
 * See to it that `css` is in force where `el` is: once per document or shadow root. It stays when
 * the view goes, as another may be using it; `mark` tells it from other ones. The function given
 * back stops the watching.
 */
export function dress(el: HTMLElement, css: string, mark = MARK): () => void {
  const put = (renew: boolean) => {
    const root = el.getRootNode();
    // Jupyter renders before it shows: what is in no page yet will be in this one.
    const shadow = root.nodeType === 11 && "host" in root;
    const place = shadow ? (root as ShadowRoot) : el.ownerDocument.head;
    let style = place.querySelector(`style[${mark}]`);
    if (style && !renew) return;
    if (!style) {
      style = el.ownerDocument.createElement("style");
      style.setAttribute(mark, "");
      place.append(style);
    }
    if (style.textContent !== css) style.textContent = css;
  };
  if (!css) return () => {};
  put(true);
  // Called before the first paint in a new place, such as a shadow root that was filled late.
  const Observer = el.ownerDocument.defaultView?.ResizeObserver;
  if (!Observer) return () => {};
  const watcher = new Observer(() => put(false));
  watcher.observe(el);
  return () => watcher.disconnect();
}
