import { METRIC } from './door.js';
import { HttpDoor, type HttpAnswer } from './http-door.js';
import type { NumberedReading } from './sent-readings.js';

/** InfluxDB's line protocol, as Telegraf sends it. */
export class LineProtocolDoor extends HttpDoor {
  readonly most = 150;
  protected readonly type = 'text/plain; charset=utf-8';

  protected get path(): string {
    return `/api/v2/write?bucket=${this.twin}&precision=ms`;
  }

  protected body(readings: readonly NumberedReading[]): string {
    return readings.map(({ at, value }) => `${this.asset} ${METRIC}=${value} ${at}`).join('\n');
  }

  /** Success has no body, and means all of them. */
  protected saysAll({ status }: HttpAnswer): boolean {
    return status === 204;
  }
}
