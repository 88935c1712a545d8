// The bundle as it is shipped, on a model that answers as the kernel does: for pages without one.

/** A widget model whose kernel takes every change as it is; messages are copies and come later. */
export function createModel(records) {
  const traits = { language: "en", theme: "light", height: 0, read_only: false, selection: [] };
  const listeners = new Map();
  let revision = 0;
  const heard = (event) => listeners.get(event) ?? [];
  const emit = (event, ...what) => heard(event).forEach((listener) => listener(...what));
  const answers = {
    hello: (message) => ({
      ...{ type: "welcome", protocol: 1, to: message.client, epoch: "e", revision },
      ...{ records, known: [], rejected: [] },
    }),
    push(message) {
      revision += message.changes.length;
      const changes = message.changes.map((change) => ({ ...change, by: message.client }));
      return { type: "changed", epoch: "e", revision, changes, rejected: [] };
    },
  };
  /** Parts come as the kernel sends them; other questions have no answer here. */
  const ask = async ({ id, what, name }) => {
    if (what !== "part") return emit("msg:custom", { type: "answer", id, error: "not here" }, []);
    const code = await (await fetch(`${name}.js.gz`)).arrayBuffer();
    emit("msg:custom", { type: "answer", id }, [new DataView(code)]);
  };
  return {
    get: (name) => traits[name],
    set: (name, value) => {
      traits[name] = value;
      emit(`change:${name}`);
    },
    save_changes() {},
    on: (event, listener) => listeners.set(event, [...heard(event), listener]),
    off: (event, listener) =>
      listeners.set(
        event,
        heard(event).filter((other) => other !== listener),
      ),
    send(message) {
      const copy = JSON.parse(JSON.stringify(message));
      setTimeout(() => {
        if (copy.type === "ask") ask(copy);
        else emit("msg:custom", answers[copy.type](copy));
      }, 0);
    },
  };
}

/** The code of the widget, loaded and unpacked: a factory for one model. */
export const load = async () => (await import("./widget.js")).default();

/** Show a map as a notebook does: initialize, then render. */
export async function show({ initialize, render }, records, el) {
  const model = createModel(records);
  await initialize({ model });
  await render({ model, el });
}

/** A large map from the server, shown until its curve stands. */
export async function showLarge() {
  const records = await (await fetch("map.json")).json();
  const place = document.getElementById("place");
  await show(await load(), records, place);
  await settled(place, () => place.querySelector(".cjm-curve") !== null);
}

/** After the frame that shows what stands in the document now. */
export const painted = () =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    }),
  );

/** When the last frame that changed something was painted: the picture is then complete. */
export async function settled(el, isThere) {
  let altered = true;
  const observer = new MutationObserver(() => {
    altered = true;
  });
  observer.observe(el, { attributes: true, childList: true, characterData: true, subtree: true });
  let at = 0;
  for (let still = 0; still < 3; ) {
    altered = false;
    const now = await painted();
    if (altered || at === 0 || !isThere()) {
      at = now;
      still = 0;
    } else still += 1;
  }
  observer.disconnect();
  return at;
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
