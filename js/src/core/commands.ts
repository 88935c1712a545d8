/**
 * Commands: pure functions of the state. Each says what it would do, or null when it cannot be
 * done, so that a button, a menu and a key ask the same question and do the same thing.
 */
export * from "./commands/base";
export * from "./commands/cards";
export * from "./commands/channels";
export * from "./commands/lanes";
export * from "./commands/personas";
export * from "./commands/phases";
export * from "./commands/scores";
export * from "./commands/together";
export * from "./commands/touchpoints";
