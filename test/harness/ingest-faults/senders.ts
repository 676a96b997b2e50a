import { SERVICES } from '../services.js';
import type { Random } from '../random.js';
import type { Door } from './door.js';
import type { IngestSite } from './ingest-site.js';
import { JsonDoor } from './json-door.js';
import { LineProtocolDoor } from './line-protocol-door.js';
import { MqttDoor } from './mqtt-door.js';
import { NdjsonDoor } from './ndjson-door.js';
import { Sender } from './sender.js';
import { SentReadings } from './sent-readings.js';

const TWINS = ['line_1', 'line_2'];

/** Senders of every form, some at each of two twins, each with an asset of its own. */
export function makeSenders({ server }: IngestSite, random: Random): Sender[] {
  const token = SERVICES ? undefined : server.token('executor');
  const doors: Record<string, (twin: string, asset: string) => Door> = {
    json: (twin, asset) => new JsonDoor(server, twin, asset),
    ndjson: (twin, asset) => new NdjsonDoor(server, twin, asset, random.fork()),
    line: (twin, asset) => new LineProtocolDoor(server, twin, asset),
    mqtt: (twin, asset) => {
      const topic = `${server.namespace}/default/${twin}/${asset}/telemetry`;
      return new MqttDoor({ url: server.mqttUrl, topic, token }, SERVICES);
    },
  };
  return Object.entries(doors).flatMap(([form, open]) =>
    TWINS.map((twin) => {
      const asset = `${form}_of_${twin}`;
      return new Sender(new SentReadings(twin, asset), open(twin, asset), random.fork());
    }),
  );
}
