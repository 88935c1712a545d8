// Put after the bundle of the editor: tells when a push leaves and when its answer has been taken.
const bench = (globalThis.cjmBench ??= {});

/** The model as the editor sees it, with the messages noted in `log`. */
function watched(model, log) {
  const send = (content) => {
    log.sent = content;
    return model.send(content);
  };
  const on = (event, listener) =>
    model.on(
      event,
      event !== "msg:custom"
        ? listener
        : (message, buffers) => {
            listener(message, buffers);
            const now = performance.now();
            log.epoch = message.epoch;
            if (message.type === "changed" && message.changes.length) log.heard?.(message, now);
          },
    );
  const own = { send, on };
  log.push = send;
  return new Proxy(model, {
    get(target, name) {
      const found = own[name] ?? target[name];
      return typeof found === "function" ? found.bind(target) : found;
    },
  });
}

// A touchpoint that is not the one renamed by keyboard, and its name in maps.py.
const ID = "tp-7";
const NAME = "Compares what is on offer 8";

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function there(find) {
  for (let i = 0; i < 500; i++) {
    const found = find();
    if (found) return found;
    await sleep(10);
  }
  throw new Error(`not there: ${find}`);
}

/** Rename a touchpoint by keyboard; the time is that from Enter to the answer being taken. */
async function edit(log, number) {
  const cell = await there(() => log.el.querySelector(".cjm-touchpoint"));
  const press = (target, key) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  cell.focus();
  press(cell, "F2");
  const area = await there(() => cell.querySelector("textarea"));
  area.value = `A name of some words ${number}`;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await sleep(120);
  return answered(log, () => press(area, "Enter"));
}

/** The same edit as a message of a client that draws nothing before the answer is there. */
function push(log, number) {
  const [before, after] = [log.name ?? NAME, `A name of some words ${number}`];
  log.name = after;
  const change = { updated: { [ID]: { name: [before, after] } } };
  const changes = [{ id: `bench.${number}`, label: "Edit touchpoint", change }];
  const message = { type: "push", client: "bench", epoch: log.epoch, changes };
  return answered(log, () => log.push(message));
}

/** From `act` to the answer being taken, in ms; the sizes of both messages. */
async function answered(log, act) {
  const answer = new Promise((done, fail) => {
    log.heard = (message, end) => done({ message, end });
    setTimeout(() => fail(new Error("no answer")), 20_000);
  });
  const start = performance.now();
  act();
  const { message, end } = await answer;
  log.heard = undefined;
  const size = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
  return { ms: end - start, push: size(log.sent), answer: size(message) };
}

/** Echo, push and edit in turn, with only the editor of that size to be seen. */
bench.run = async (size, first, last) => {
  for (const [name, { el }] of Object.entries(bench.editors)) {
    el.style.display = name === size ? "" : "none";
  }
  await sleep(1_000);
  const log = bench.editors[size];
  const found = { echo: [], push: [], edit: [] };
  for (let number = first; number < last; number++) {
    await sleep(150);
    found.echo.push(await bench.echo(number));
    await sleep(150);
    found.push.push(await push(log, number));
    await sleep(150);
    found.edit.push(await edit(log, number));
  }
  return found;
};

export default async () => {
  const widget = await bundled();
  return {
    initialize({ model, ...more }) {
      const log = {};
      (bench.editors ??= {})[model.get("bench")] = log;
      return widget.initialize({ model: watched(model, log), ...more });
    },
    render({ model, el, ...more }) {
      const log = bench.editors[model.get("bench")];
      log.el = el;
      return widget.render({ model: watched(model, log), el, ...more });
    },
  };
};
