/**
 * Vega's expressions without `Function`, which a page may forbid: each is turned into closures
 * once, and from then on only those run. Handed to `new View(..., {expr})` with a specification
 * that was parsed with `{ast: true}`.
 */

/** What an expression sees. */
interface Scope {
  readonly datum?: unknown;
  readonly item?: unknown;
  readonly event?: Vegan | undefined;
  readonly params: Params;
}
type Params = Readonly<Record<string, unknown>> | undefined;
type Run = (scope: Scope) => unknown;
type AnyFunction = (...values: unknown[]) => unknown;
type Functions = Readonly<Record<string, AnyFunction>>;
type Vegan = { readonly vega: Functions; readonly item?: { readonly datum?: unknown } };
type Item = Record<string, number | unknown>;

/** A node of the syntax tree, as `vega-expression` makes it. */
interface Node {
  readonly type: string;
  readonly name: string;
  readonly value: unknown;
  readonly operator: string;
  readonly computed: boolean;
  readonly callee: Node;
  readonly arguments: readonly Node[];
  readonly elements: readonly Node[];
  readonly properties: readonly { readonly key: Node; readonly value: Node }[];
  readonly object: Node;
  readonly property: Node;
  readonly left: Node;
  readonly right: Node;
  readonly argument: Node;
  readonly test: Node;
  readonly consequent: Node;
  readonly alternate: Node;
}

interface Context {
  readonly functions: Functions;
}
interface Expression {
  readonly ast: Node;
}
interface Encoding {
  readonly marktype: string;
  readonly channels: Readonly<Record<string, Expression>>;
}

const CONSTANTS = new Map<string, unknown>([
  ["NaN", Number.NaN],
  ["MIN_VALUE", Number.MIN_VALUE],
  ["MAX_VALUE", Number.MAX_VALUE],
  ...["E", "LN2", "LN10", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2"].map(
    (name) => [name, Math[name as "E"]] as const,
  ),
]);

/** What leads from a value to the code behind it. */
const FORBIDDEN = new Set(["constructor", "__proto__", "prototype", "__defineGetter__"]);
/** What an event knows of itself. */
const OF_EVENTS = new Set(["view", "item", "group", "xy", "x", "y"]);

const math = (name: string): [string, AnyFunction] => [name, Math[name as "abs"] as AnyFunction];
const dated = (name: string, method: string): [string, AnyFunction] => [
  name,
  (value) => (new Date(value as number) as unknown as Record<string, () => number>)[method]?.(),
];
const onText = (name: string, method: string): [string, AnyFunction] => [
  name,
  (text, ...rest) =>
    (String(text) as unknown as Record<string, AnyFunction>)[method]?.call(String(text), ...rest),
];

/** Those that `vega-expression` writes out as JavaScript. */
const OWN: ReadonlyMap<string, AnyFunction> = new Map<string, AnyFunction>([
  ["isNaN", Number.isNaN],
  ["isFinite", Number.isFinite],
  ...["abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "exp", "floor", "hypot", "log"].map(
    math,
  ),
  ...["max", "min", "pow", "random", "round", "sin", "sqrt", "tan"].map(math),
  [
    "clamp",
    (value, low, high) => Math.max(+(low as number), Math.min(high as number, +(value as number))),
  ],
  ["now", Date.now],
  ["utc", Date.UTC as AnyFunction],
  ["datetime", (...parts) => new Date(...(parts as [number]))],
  dated("date", "getDate"),
  dated("day", "getDay"),
  dated("year", "getFullYear"),
  dated("month", "getMonth"),
  dated("hours", "getHours"),
  dated("minutes", "getMinutes"),
  dated("seconds", "getSeconds"),
  dated("milliseconds", "getMilliseconds"),
  dated("time", "getTime"),
  dated("timezoneoffset", "getTimezoneOffset"),
  dated("utcdate", "getUTCDate"),
  dated("utcday", "getUTCDay"),
  dated("utcyear", "getUTCFullYear"),
  dated("utcmonth", "getUTCMonth"),
  dated("utchours", "getUTCHours"),
  dated("utcminutes", "getUTCMinutes"),
  dated("utcseconds", "getUTCSeconds"),
  dated("utcmilliseconds", "getUTCMilliseconds"),
  ["length", (value) => (value as { length: number }).length],
  ["parseFloat", Number.parseFloat as AnyFunction],
  ["parseInt", Number.parseInt as AnyFunction],
  onText("upper", "toUpperCase"),
  onText("lower", "toLowerCase"),
  onText("substring", "substring"),
  onText("split", "split"),
  onText("trim", "trim"),
  ["btoa", (text) => btoa(text as string)],
  ["atob", (text) => atob(text as string)],
  ["encodeURIComponent", (text) => encodeURIComponent(text as string)],
  ["regexp", (pattern, flags) => new RegExp(pattern as string, flags as string | undefined)],
  ["test", (pattern, text) => new RegExp(pattern as string).test(text as string)],
]);

// biome-ignore lint/suspicious/noExplicitAny: what JavaScript does with any two values is meant
type Any = any;
const BINARY: Readonly<Record<string, (a: Any, b: Any) => unknown>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  // biome-ignore lint/suspicious/noDoubleEquals: as it is written
  "==": (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: as it is written
  "!=": (a, b) => a != b,
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b,
};
const UNARY: Readonly<Record<string, (a: Any) => unknown>> = {
  "+": (a) => +a,
  "-": (a) => -a,
  "~": (a) => ~a,
  "!": (a) => !a,
};

class NotSupported extends Error {}

/** Turn a syntax tree into what computes its value. */
export function compile(node: Node, functions: Functions): Run {
  const inner = (child: Node) => compile(child, functions);
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      return () => value;
    }
    case "Identifier":
      return identifier(node.name);
    case "MemberExpression":
      return member(node, inner);
    case "CallExpression":
      return call(node, functions, inner);
    case "ArrayExpression": {
      const elements = node.elements.map(inner);
      return (scope) => elements.map((element) => element(scope));
    }
    case "BinaryExpression": {
      const [left, right, operate] = [inner(node.left), inner(node.right), BINARY[node.operator]];
      if (!operate) throw new NotSupported(node.operator);
      return (scope) => operate(left(scope), right(scope));
    }
    case "UnaryExpression": {
      const [argument, operate] = [inner(node.argument), UNARY[node.operator]];
      if (!operate) throw new NotSupported(node.operator);
      return (scope) => operate(argument(scope));
    }
    case "LogicalExpression": {
      const [left, right] = [inner(node.left), inner(node.right)];
      return node.operator === "&&"
        ? (scope) => left(scope) && right(scope)
        : (scope) => left(scope) || right(scope);
    }
    case "ConditionalExpression": {
      const [test, then, other] = [node.test, node.consequent, node.alternate].map(inner) as [
        Run,
        Run,
        Run,
      ];
      return (scope) => (test(scope) ? then(scope) : other(scope));
    }
    case "ObjectExpression":
      return object(node, inner);
    default:
      throw new NotSupported(node.type);
  }
}

function identifier(name: string): Run {
  if (CONSTANTS.has(name)) {
    const value = CONSTANTS.get(name);
    return () => value;
  }
  if (name === "datum") return (scope) => scope.datum;
  if (name === "event") return (scope) => scope.event;
  if (name === "item") return (scope) => scope.item;
  const key = `$${name}`;
  return (scope) => scope.params?.[key];
}

function member(node: Node, inner: (child: Node) => Run): Run {
  const object = inner(node.object);
  const get = (held: unknown, key: unknown) =>
    typeof key === "string" && FORBIDDEN.has(key)
      ? undefined
      : (held as Record<string, unknown>)[key as string];
  if (!node.computed || node.property.type === "Literal") {
    const key = node.computed ? node.property.value : node.property.name;
    if (FORBIDDEN.has(String(key))) return () => undefined;
    return (scope) => (object(scope) as Record<string, unknown>)[key as string];
  }
  const property = inner(node.property);
  return (scope) => {
    const key = property(scope);
    // An array that turns into a name would get past.
    return get(object(scope), typeof key === "object" ? String(key) : key);
  };
}

function call(node: Node, functions: Functions, inner: (child: Node) => Run): Run {
  // Inside, those that encode marks have names with a line in front.
  const name = node.callee.name.replace(/^_/, "");
  const values = node.arguments.map(inner);
  if (name === "if") {
    const [test, then, other] = values as [Run, Run, Run];
    return (scope) => (test(scope) ? then(scope) : other(scope));
  }
  const found = functions[name] ?? OWN.get(name);
  const ofEvent = OF_EVENTS.has(name);
  if (!found && !ofEvent) throw new NotSupported(name);
  return (scope) => {
    const of = ofEvent ? scope.event?.vega : undefined;
    const run = of?.[name] ?? found;
    return run?.apply(
      of ?? functions,
      values.map((value) => value(scope)),
    );
  };
}

function object(node: Node, inner: (child: Node) => Run): Run {
  const parts = node.properties.map(({ key, value }) => {
    const name = key.type === "Literal" ? String(key.value) : key.name;
    if (FORBIDDEN.has(name)) throw new NotSupported(name);
    return [name, inner(value)] as const;
  });
  return (scope) => Object.fromEntries(parts.map(([name, value]) => [name, value(scope)]));
}

/** Widths and heights that follow from two places, as Vega has them. */
function settle(item: Item, has: Readonly<Record<string, unknown>>, swaps: boolean): void {
  const place = (at: string, to: string, size: string, center: string) => {
    if (has[to]) {
      if (has[at]) {
        if (swaps && (item[at] as number) > (item[to] as number))
          [item[at], item[to]] = [item[to], item[at]];
        item[size] = (item[to] as number) - (item[at] as number);
      } else item[at] = (item[to] as number) - ((item[size] as number) || 0);
    }
    if (has[center]) item[at] = (item[center] as number) - ((item[size] as number) || 0) / 2;
  };
  place("x", "x2", "width", "xc");
  place("y", "y2", "height", "yc");
}

export const expressions = {
  operator(context: Context, { ast }: Expression) {
    const run = compile(ast, context.functions);
    return (params: Params) => run({ params });
  },
  parameter(context: Context, { ast }: Expression) {
    const run = compile(ast, context.functions);
    return (datum: unknown, params: Params) => run({ datum, params });
  },
  event(context: Context, { ast }: Expression) {
    const run = compile(ast, context.functions);
    return (event: Vegan) => run({ event, params: undefined });
  },
  handler(context: Context, { ast }: Expression) {
    const run = compile(ast, context.functions);
    return (params: Params, event: Vegan) =>
      run({ event, params, item: event.item, datum: event.item?.datum });
  },
  encode(context: Context, { marktype, channels }: Encoding) {
    const runs = Object.entries(channels).map(
      ([name, { ast }]) => [name, compile(ast, context.functions)] as const,
    );
    const settles = marktype !== "rule";
    const swaps = ["group", "image", "rect"].includes(marktype);
    return (item: Item, params: Params) => {
      const scope = { item, datum: item.datum, params };
      let changed = 0;
      for (const [name, run] of runs) {
        const value = run(scope);
        if (item[name] !== value) {
          item[name] = value;
          changed = 1;
        }
      }
      if (settles) settle(item, channels, swaps);
      return changed;
    };
  },
};
