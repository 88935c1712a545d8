/**
 * What anywidget loads for a live chart: a small script of its own, which knows the kernel and has
 * a frame to show. Vega and what draws with it come later, once for all charts of a page.
 */

import type { Model } from "../host/anywidget";
import { dress } from "../host/style";
import style from "./chart.css?inline";
import { frame } from "./frame";
import { Session } from "./session";

interface Props {
  model: Model;
  signal?: AbortSignal;
}

export default () => createChart(style);

/** A fresh pair of functions per model, with no state outside of them. */
export function createChart(css: string) {
  let session: Session | undefined;
  let views = 0;
  /** Where nobody called `initialize`, nobody will say that it is over: the last view does. */
  let initialized = false;
  const end = () => {
    session?.stop();
    session = undefined;
  };
  return {
    initialize({ model, signal }: Props) {
      if (signal?.aborted) return end;
      initialized = true;
      signal?.addEventListener("abort", end);
      session = new Session(model);
      return end;
    },
    render({ model, el, signal }: Props & { el: HTMLElement }) {
      if (signal?.aborted) return () => {};
      session ??= new Session(model);
      views += 1;
      const undress = dress(el, css, "data-cjm-live");
      const remove = frame(el, session);
      let over = false;
      const stop = () => {
        if (over) return;
        over = true;
        undress();
        remove();
        views -= 1;
        if (views === 0 && !initialized) end();
      };
      signal?.addEventListener("abort", stop);
      return stop;
    },
  };
}
