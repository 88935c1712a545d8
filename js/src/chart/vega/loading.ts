/**
 * What Vega may load: nothing. It stands in the place of `vega-loader`'s own loader, whose parsers
 * it hands on (`build.mjs` sees to that), so that nothing in the bundle can reach for the network.
 */

export interface Sanitized {
  href?: string;
  target?: string;
  rel?: string;
}

/** A chart wanted something from outside. */
export class NotLoaded extends Error {}

const short = (uri: unknown) => {
  const text = String(uri);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

/** Links open a page of their own; pictures are in the chart itself. */
function sanitize(uri: unknown, options: { context?: string } = {}): Promise<Sanitized> {
  const href = String(uri).trim();
  if (options.context === "href") {
    // Vega does not expect a link to be refused where it writes a picture: this one leads nowhere.
    const link = { href, target: "_blank", rel: "noopener noreferrer" };
    return Promise.resolve(/^https?:\/\//i.test(href) ? link : {});
  }
  if (options.context === "image" && /^data:image\//i.test(href)) return Promise.resolve({ href });
  return Promise.reject(new NotLoaded(`a live chart loads nothing: ${short(uri)}`));
}

function load(uri: unknown): Promise<never> {
  return Promise.reject(
    new NotLoaded(`a live chart loads nothing, hand it the data itself: ${short(uri)}`),
  );
}

export const loader = () => ({
  options: {},
  fileAccess: false,
  sanitize,
  load,
  file: load,
  http: load,
});
