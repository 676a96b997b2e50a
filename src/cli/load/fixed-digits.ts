const ZERO = 48;

/** Overwrites `width` bytes with a whole number and its leading zeros. */
export function writeDigits(bytes: Buffer, offset: number, width: number, value: number): void {
  let rest = value;
  for (let at = offset + width - 1; at >= offset; at -= 1) {
    const tens = Math.floor(rest / 10);
    bytes[at] = ZERO + rest - tens * 10;
    rest = tens;
  }
}

/** How many characters a value takes: `50.1234`. */
export const VALUE_WIDTH = 7;

/** Overwrites seven bytes with a number from 10 to 99.9999; what lies outside becomes the nearest of them. */
export function writeValue(bytes: Buffer, offset: number, value: number): void {
  const scaled = Math.min(999_999, Math.max(100_000, Math.round(value * 10_000)));
  const whole = Math.floor(scaled / 10_000);
  writeDigits(bytes, offset, 2, whole);
  writeDigits(bytes, offset + 3, 4, scaled - whole * 10_000);
}

/** How many characters an instant takes: `2026-11-20T05:00:00.000Z`. */
export const INSTANT_WIDTH = 24;

let second = Number.NaN;
let text = '';

/** Overwrites 24 bytes with an instant given in milliseconds since 1970. */
export function writeInstant(bytes: Buffer, offset: number, at: number): void {
  const whole = Math.floor(at / 1000);
  if (whole !== second) {
    second = whole;
    text = new Date(whole * 1000).toISOString();
  }
  bytes.write(text, offset, INSTANT_WIDTH, 'latin1');
  writeDigits(bytes, offset + 20, 3, at - whole * 1000);
}
