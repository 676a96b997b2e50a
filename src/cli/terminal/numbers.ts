const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count with its thousands marked. */
export function grouped(value: number): string {
  return GROUPED.format(value);
}

/** A measured value in at most five significant digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** A number of seconds as a person would say it: `4 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${grouped(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}
