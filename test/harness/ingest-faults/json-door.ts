import { METRIC } from './door.js';
import { HttpDoor, type HttpAnswer } from './http-door.js';
import type { NumberedReading } from './sent-readings.js';

/** Arrays of readings in JSON, with an id for each. */
export class JsonDoor extends HttpDoor {
  readonly most = 100;
  protected readonly path = '/telemetry/ingest';
  protected readonly type = 'application/json';

  protected body(readings: readonly NumberedReading[]): string {
    return JSON.stringify(readings.map((reading) => this.item(reading)));
  }

  protected saysAll({ text }: HttpAnswer, sent: number): boolean {
    const { status, accepted } = JSON.parse(text) as { status: string; accepted: number };
    return status === 'accepted' && accepted === sent;
  }

  private item({ serial, at, value }: NumberedReading): object {
    const event_id = `${this.asset}-${serial}`;
    return { event_id, twin_id: this.twin, asset_id: this.asset, ts: at, metrics: { [METRIC]: value } };
  }
}
