import Qty from 'js-quantities';

/** Absolute temperatures, which the library calls otherwise: its `degC` is a difference between two of them. */
const TEMPERATURES: ReadonlyMap<string, string> = new Map(
  [
    ['tempC', '°C', '℃', 'degC', 'celsius', 'centigrade'],
    ['tempF', '°F', '℉', 'degF', 'fahrenheit'],
    ['tempK', 'K', 'degK', 'kelvin'],
    ['tempR', '°R', 'degR', 'rankine'],
  ].flatMap(([name = '', ...written]) => [name, ...written].map((unit) => [unit, name] as const)),
);

/**
 * What can be a unit: `1`, or what begins with no number. With some other characters, such as in `$&2`, the library
 * never comes to an end.
 */
const WRITTEN = /^(1|(1\/)?[\p{L}°℃℉%/][\p{L}\d °%²³·*/^-]*)$/u;

/** Signs that are written in units, and how the library reads them. */
const SIGNS: readonly (readonly [sign: string, read: string])[] = [
  ['²', '2'],
  ['³', '3'],
  ['·', '*'],
  ['μ', 'µ'],
];

/**
 * Whether a unit is known, such as `°F`, `kPa`, `m3/h` or `%`. A number before it is no part of a unit, and a difference
 * of temperatures, such as `mdegC`, is none of a measurement.
 */
export function isUnit(unit: string): boolean {
  if (!WRITTEN.test(unit)) return false;
  try {
    const name = named(unit);
    const quantity = Qty(name);
    const isDifference = quantity.kind() === 'temperature' && !TEMPERATURES.has(name);
    return name !== '' && quantity.scalar === 1 && !isDifference;
  } catch {
    // It throws an error of its own at what is no unit, and stumbles over names such as `constructor`.
    return false;
  }
}

/** Whether values of a known unit can be told in another known one: whether they have the same dimension. */
export function isSameKind(from: string, to: string): boolean {
  return Qty(named(from)).isCompatible(Qty(named(to)));
}

/** Converts any value between two known units of one kind; temperatures to a billionth of a degree. */
export function unitConversion(from: string, to: string): (value: number) => number {
  const convert = Qty.swiftConverter(named(from), named(to));
  if (Qty(named(from)).kind() !== 'temperature') return convert;
  // The library refuses temperatures below absolute zero, which a broken sensor does send.
  const zero = convert(0);
  const slope = (convert(1000) - zero) / 1000;
  return (value) => Math.round((slope * value + zero) * 1e9) / 1e9;
}

function named(unit: string): string {
  const plain = unit.trim();
  return TEMPERATURES.get(plain) ?? SIGNS.reduce((text, [sign, read]) => text.replaceAll(sign, read), plain);
}
