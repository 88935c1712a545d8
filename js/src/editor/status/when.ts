const DAY = 86_400_000;

/** A moment as people say it: "today, 14:32", "yesterday, 09:05", "3 May 2027, 17:00". */
export function moment(at: number, now: number, language: string): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  // Rounded: a day is an hour longer or shorter when the clocks change.
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
  const day =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day")
      : new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
  return `${day}, ${time}`;
}
