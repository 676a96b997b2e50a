const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d(?:[.,]\d+)?))?)?$/;
const EPOCH = /^\d+(?:\.\d+)?$/;

/**
 * The `ts` of a reading of what a column of times says: a number since 1970, or a date and time, which gets the offset
 * when it is written without one, and seconds and a time of day when it lacks them.
 */
export function csvTime(text: string, offset: string): string | number {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed)) return Number(trimmed);
  const [, date, time = '00:00', seconds = '00'] = WITHOUT_ZONE.exec(trimmed) ?? [];
  if (date === undefined) return trimmed.replace(' ', 'T');
  return `${date}T${time}:${seconds.replace(',', '.')}${offset}`;
}
