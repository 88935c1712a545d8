/** What a floating piece stands at: an element, or a point of the viewport. */
export type Anchor = Element | { x: number; y: number };

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Space kept to the edge of the window, and between the anchor and what floats. */
const MARGIN = 8;
const GAP = 4;

export function boxOf(anchor: Anchor): Box {
  if (!("getBoundingClientRect" in anchor)) {
    return { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  }
  return anchor.getBoundingClientRect();
}

/** Below the anchor and flush with its start; above, or flush with its end, where that is no room. */
export function placeFloating(anchor: Box, size: Size, view: Size, rtl = false) {
  const below = view.height - anchor.bottom - GAP - MARGIN;
  const above = anchor.top - GAP - MARGIN;
  const down = size.height <= below || below >= above;
  const room = Math.max(80, down ? below : above);
  const height = Math.min(size.height, room);
  const top = down ? anchor.bottom + GAP : anchor.top - GAP - height;
  const wanted = rtl ? anchor.right - size.width : anchor.left;
  const flipped = rtl ? anchor.left : anchor.right - size.width;
  const fits = wanted >= MARGIN && wanted + size.width <= view.width - MARGIN;
  const most = Math.max(MARGIN, view.width - MARGIN - size.width);
  const left = Math.min(Math.max(MARGIN, fits ? wanted : flipped), most);
  return { left, top: Math.max(MARGIN, top), maxHeight: room };
}
