/** Months have partitions of their own from 2000 on … */
const FIRST = Date.UTC(2000, 0, 1);
/** … and up to here; what lies outside has one partition on each side (migration PartitionSamples). */
const END = Date.UTC(2050, 0, 1);

/** A calendar month in UTC, in milliseconds since 1970: from its first instant up to, and without, its end. */
export interface SampleMonth {
  readonly from: number;
  readonly until: number;
}

/** The month of an instant; outside the years with months, everything on that side. */
export function sampleMonth(at: number): SampleMonth {
  if (at < FIRST) return { from: -Infinity, until: FIRST };
  if (at >= END) return { from: END, until: Infinity };
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: Date.UTC(year, month, 1), until: Date.UTC(year, month + 1, 1) };
}

/** Whether the month has to be made, rather than being there from the start. */
export function isMade({ from, until }: SampleMonth): boolean {
  return from >= FIRST && until <= END;
}
