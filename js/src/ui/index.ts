/** The shared pieces of the interface. */
export * from "./ColorField";
export * from "./choices";
export * from "./draft";
export * from "./duration";
export * from "./fields";
export * from "./IconButton";
export * from "./InlineText";
export * from "./icons";
export * from "./keys";
export * from "./Menu";
export * from "./messages";
export * from "./ParsedField";
export * from "./Popover";
export * from "./place";
export * from "./TextField";
export * from "./TokenField";
export * from "./text";
