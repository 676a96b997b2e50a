import { INSTANT_WIDTH, VALUE_WIDTH, writeDigits, writeInstant, writeValue } from './fixed-digits.js';
import type { Frame } from './load-connection.js';
import { readingsEach, type LoadOptions } from './load-options.js';
import type { SeriesWalk } from './series-walk.js';

/** Digits of an asset's number. */
export const ASSET_WIDTH = 6;
export const ASSET_NAME = `asset_${'0'.repeat(ASSET_WIDTH)}`;
const NAME_WIDTH = ASSET_NAME.length - ASSET_WIDTH;

/** Where in the payload the fields of a reading stand. */
interface Place {
  readonly asset: number | undefined;
  readonly ts: number;
  readonly values: readonly number[];
}

/**
 * The bytes of a request or message, made once: every field has a fixed width, so that the next one is the same bytes
 * with other digits in them. That takes a twentieth of the time of writing the JSON anew.
 */
export class Payload {
  readonly bytes: Buffer;
  readonly #places: readonly Place[];
  readonly #frame: Frame;
  #next = 0;

  /** @param walks the assets to take readings of, in turn; a frame that names an asset takes all of one of them */
  constructor(
    options: Pick<LoadOptions, 'twin' | 'metrics' | 'batch' | 'single'>,
    frame: (bodyLength: number) => Frame,
    private readonly walks: readonly SeriesWalk[],
    withIds: boolean,
  ) {
    const count = readingsEach(options);
    const names = Array.from({ length: options.metrics }, (_, i) => `m${i + 1}`);
    const reading = readingText(names, withIds ? options.twin : undefined);
    const body = options.single ? reading : `[${Array.from({ length: count }, () => reading).join(',')}]`;
    this.#frame = frame(body.length);
    this.bytes = Buffer.from(this.#frame.head + body, 'latin1');
    const first = this.#frame.head.length + (options.single ? 0 : 1);
    const inReading = placeIn(reading, names);
    this.#places = Array.from({ length: count }, (_, i) => shifted(inReading, first + i * (reading.length + 1)));
  }

  /** Puts the next readings into the bytes. */
  fill(now: number): void {
    const { bytes } = this;
    const ofAll = this.#frame.asset === undefined ? undefined : this.#walk();
    if (ofAll) writeDigits(bytes, this.#frame.asset ?? 0, ASSET_WIDTH, ofAll.index);
    for (const { asset, ts, values } of this.#places) {
      const walk = ofAll ?? this.#walk();
      walk.step(now);
      if (asset !== undefined) writeDigits(bytes, asset, ASSET_WIDTH, walk.index);
      writeInstant(bytes, ts, walk.at);
      for (let i = 0; i < values.length; i += 1) writeValue(bytes, values[i] ?? 0, walk.values[i] ?? 0);
    }
  }

  #walk(): SeriesWalk {
    const walk = this.walks[this.#next];
    if (!walk) throw new Error('There is no series to take a reading of');
    this.#next = (this.#next + 1) % this.walks.length;
    return walk;
  }
}

function readingText(names: readonly string[], twin: string | undefined): string {
  return JSON.stringify({
    ...(twin !== undefined && { twin_id: twin, asset_id: ASSET_NAME }),
    ts: '0'.repeat(INSTANT_WIDTH),
    metrics: Object.fromEntries(names.map((name) => [name, 0])),
  }).replace(/:0(?=[,}])/g, `:00.${'0'.repeat(VALUE_WIDTH - 3)}`);
}

function placeIn(reading: string, names: readonly string[]): Place {
  const asset = reading.indexOf('"asset_id":"');
  return {
    asset: asset < 0 ? undefined : asset + '"asset_id":"'.length + NAME_WIDTH,
    ts: reading.indexOf('"ts":"') + '"ts":"'.length,
    values: names.map((name) => reading.indexOf(`"${name}":`) + name.length + 3),
  };
}

function shifted({ asset, ts, values }: Place, by: number): Place {
  return { asset: asset === undefined ? undefined : asset + by, ts: ts + by, values: values.map((at) => at + by) };
}
