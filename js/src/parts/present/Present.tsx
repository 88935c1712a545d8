export function Present() {
  return null;
}
