import { setTimeout as sleep } from 'node:timers/promises';
import type { NumberedReading } from './sent-readings.js';
import type { Sender } from './sender.js';
import { StoredSamples } from './stored-samples.js';

/** How long what a broker acknowledged may be on its way, with all that waits before it. */
const ON_THE_WAY_MS = 20_000;

type Promised = readonly [Sender, NumberedReading[]];

/**
 * Looks for everything that was acknowledged so far. What a broker acknowledged may still be on its way, all else is
 * stored already.
 * @returns what is not, in words
 */
export async function brokenPromises(databaseUrl: string, senders: readonly Sender[]): Promise<string[]> {
  const promised = senders.map((sender) => [sender, sender.readings.promised] as const);
  const byBroker = promised.filter(([{ door }]) => door.promisesOnly);
  const end = performance.now() + ON_THE_WAY_MS;
  let samples = await StoredSamples.read(databaseUrl);
  const broken = lost(
    samples,
    promised.filter(([{ door }]) => !door.promisesOnly),
  );
  for (;;) {
    const late = lost(samples, byBroker);
    if (late.length === 0 || performance.now() > end) return [...broken, ...late];
    await sleep(50);
    samples = await StoredSamples.read(databaseUrl);
  }
}

function lost(samples: StoredSamples, promised: readonly Promised[]): string[] {
  return promised.flatMap(([{ readings }, acknowledged]) => {
    const missing = new Set(samples.missing(readings, acknowledged));
    readings.see(acknowledged.filter((reading) => !missing.has(reading)));
    return missing.size > 0 ? [`${readings.asset}: ${missing.size} acknowledged readings are not stored`] : [];
  });
}
