/** Why what a message gives is not an instant; the words are for the sender. */
export interface TimeFault {
  readonly code: string;
  readonly message: string;
}

const FORM = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?$/;
const DAY_MS = 86_400_000;

/**
 * Instants of local times, as the clocks of one zone of the IANA database show them. A time that they skip, or show
 * twice, is refused, since nothing in it tells which instant was meant.
 */
export class LocalTimes {
  private readonly clocks: Intl.DateTimeFormat;

  /** @throws RangeError when there is no such zone */
  constructor(readonly zone: string) {
    this.clocks = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /** Milliseconds since 1970 of `2026-11-20T05:00:00.123`, whole; seconds and their fraction may be left out. */
  instantOf(text: string): number | TimeFault {
    const shown = asIfUtc(text);
    if (shown === undefined) {
      return { code: 'timestamp', message: 'must be a date and time without a zone, such as 2026-11-20T05:00:00' };
    }
    const offsets = new Set([this.offsetAt(shown - DAY_MS), this.offsetAt(shown + DAY_MS)]);
    const instants = [...offsets].map((offset) => shown - offset).filter((at) => at + this.offsetAt(at) === shown);
    const [instant, second] = instants;
    if (instant === undefined) {
      return { code: 'local-time-skipped', message: `the clocks in ${this.zone} skip this time` };
    }
    if (second !== undefined) {
      return { code: 'local-time-ambiguous', message: `the clocks in ${this.zone} show this time twice` };
    }
    return instant;
  }

  /** How far the clocks are ahead of UTC at an instant, in milliseconds. */
  private offsetAt(at: number): number {
    const second = Math.floor(at / 1000) * 1000;
    const parts = new Map(this.clocks.formatToParts(second).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const days = [part('year'), part('month') - 1, part('day')] as const;
    return Date.UTC(...days, part('hour'), part('minute'), part('second')) - second;
  }
}

/** The instant at which a clock at UTC shows the text; undefined when no clock ever does. */
function asIfUtc(text: string): number | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = ''] =
    FORM.exec(text) ?? [];
  const seconds = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = Date.parse(`${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  // Date.parse takes a 30th of February for a day of March, and 24:00 for the next day.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(seconds) ? at : undefined;
}
