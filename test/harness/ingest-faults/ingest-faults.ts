import { Random } from '../random.js';
import { waitFor } from '../wait-for.js';
import { judge } from './ingest-judge.js';
import type { IngestSite } from './ingest-site.js';
import { brokenPromises } from './kept-promises.js';
import { Saboteur, type Fault } from './saboteur.js';
import type { Sender } from './sender.js';
import { makeSenders } from './senders.js';

export interface FaultPlan {
  readonly seed: number;
  /** Faults, one after the other; each kind comes once before any comes again. */
  readonly rounds: number;
}

/** What was found wrong, in words, and what there was. */
export interface FaultOutcome {
  readonly faults: string[];
  readonly done: Record<string, number>;
  readonly readings: number;
}

/** Sends readings through every door while a saboteur is at work, and then all of them once more. */
export async function ingestFaults(site: IngestSite, { seed, rounds }: FaultPlan): Promise<FaultOutcome> {
  const random = new Random(seed);
  const senders = makeSenders(site, random);
  const saboteur = new Saboteur(site, random.fork(), () => {
    for (const { door, readings } of senders) if (door.promisesOnly) readings.doubt();
  });
  const done: Record<string, number> = {};
  const faults: string[] = [];
  const broken = async () => brokenPromises(await site.databaseUrl(), senders);
  const sending = Promise.all(senders.map((sender) => sender.run()));
  try {
    for (const fault of order(saboteur.choice, rounds, random)) {
      await saboteur.commit(fault);
      done[fault] = (done[fault] ?? 0) + 1;
      await progress(senders);
      faults.push(...(await broken()).map((words) => `${words} after the saboteur ${fault}`));
      if (faults.length > 0) break;
    }
  } catch (error) {
    for (const sender of senders) sender.stop();
    await Promise.all(senders.map(({ door }) => door.close()));
    throw new Error(`A fault was not overcome. The server said last:\n${site.server.output.slice(-3000)}`, {
      cause: error,
    });
  } finally {
    for (const { readings } of senders) readings.close();
    await sending;
  }
  faults.push(...(await broken()));
  for (const { readings } of senders) readings.sendAllAgain();
  await Promise.all(senders.map((sender) => sender.run()));
  faults.push(...(await broken()));
  await Promise.all(senders.map(({ door }) => door.close()));
  const sent = senders.map(({ readings }) => readings);
  const complaints = senders.flatMap((sender) => sender.complaints.map((words) => withLog(words, site.server.output)));
  faults.push(...(complaints.length > 0 ? complaints : await judge(site, sent)));
  return { faults, done, readings: sent.reduce((sum, { all }) => sum + all.length, 0) };
}

function order(choice: readonly Fault[], rounds: number, random: Random): Fault[] {
  const faults: Fault[] = [];
  while (faults.length < rounds) {
    const left = [...choice];
    while (left.length > 0) faults.push(...left.splice(random.whole(left.length), 1));
  }
  return faults.slice(0, rounds);
}

/** Waits until everything that each sender has in hand is answered, and what it sent next as well. */
async function progress(senders: readonly Sender[]): Promise<void> {
  const due = senders.map(({ readings }) => readings.acknowledgements + 2);
  await waitFor('every sender to go on', () =>
    Promise.resolve(
      senders.every(
        ({ readings, complaints }, i) => complaints.length > 0 || readings.acknowledgements >= (due[i] ?? 0),
      ),
    ),
  );
}

/** A complaint with what the server logged of the request. */
function withLog(complaint: string, output: string): string {
  const request = /req_\w+/.exec(complaint)?.[0];
  const lines = output.split('\n').filter((line) => request !== undefined && line.includes(request));
  return [complaint, ...lines].join('\n');
}
