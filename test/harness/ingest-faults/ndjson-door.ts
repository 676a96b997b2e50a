import { setTimeout as sleep } from 'node:timers/promises';
import type { OpsTwinProcess } from '../opstwin-process.js';
import type { Random } from '../random.js';
import { METRIC } from './door.js';
import { HttpDoor, type HttpAnswer } from './http-door.js';
import type { NumberedReading } from './sent-readings.js';

/** Lines that are written at once; the server commits a thousand at a time. */
const PIECE = 600;

/** Streams of lines that take their time, so that a fault may come when some of them are committed. */
export class NdjsonDoor extends HttpDoor {
  readonly most = 2200;
  override readonly pauseMs = 400;
  protected readonly path = '/telemetry/ingest';
  protected readonly type = 'application/x-ndjson';

  constructor(
    server: OpsTwinProcess,
    twin: string,
    asset: string,
    private readonly random: Random,
  ) {
    super(server, twin, asset);
  }

  protected body(readings: readonly NumberedReading[]): RequestInit['body'] {
    return ReadableStream.from(this.pieces(readings));
  }

  protected saysAll({ text }: HttpAnswer, sent: number): boolean {
    const { status, accepted } = JSON.parse(text) as { status: string; accepted: number };
    return status === 'accepted' && accepted === sent;
  }

  private async *pieces(readings: readonly NumberedReading[]): AsyncGenerator<Uint8Array> {
    for (let begin = 0; begin < readings.length; begin += PIECE) {
      if (begin > 0) await sleep(this.random.whole(100));
      const lines = readings.slice(begin, begin + PIECE).map(({ at, value }) => this.line(at, value));
      yield Buffer.from(lines.join(''));
    }
  }

  private line(at: number, value: number): string {
    const reading = { twin_id: this.twin, asset_id: this.asset, ts: at, metrics: { [METRIC]: value } };
    return `${JSON.stringify(reading)}\n`;
  }
}
