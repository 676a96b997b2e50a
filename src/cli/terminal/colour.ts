const CODES = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, grey: 90 } as const;

export type Colour = keyof typeof CODES;

/** Puts a colour on a text, or leaves it as it is. */
export type Painter = (colour: Colour | undefined, text: string) => string;

/** What a painter must know of the stream that it paints for. */
export interface ColourStream {
  readonly isTTY?: boolean | undefined;
  hasColors?(): boolean;
}

export const unpainted: Painter = (_colour, text) => text;

const painted: Painter = (colour, text) => (colour ? `\u001b[${CODES[colour]}m${text}\u001b[39m` : text);

/** A painter for a stream: it paints on a terminal that has colours, which Node denies under NO_COLOR or TERM=dumb. */
export function painterFor(stream: ColourStream): Painter {
  return stream.isTTY === true && stream.hasColors?.() === true ? painted : unpainted;
}
