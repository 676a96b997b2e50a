import { setTimeout as sleep } from 'node:timers/promises';
import type { Painter } from '../terminal/colour.js';
import { UserError } from '../terminal/user-error.js';
import { eventLine } from '../watch/event-line.js';
import { followEvents } from '../watch/event-stream.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';
import { outcomeText, proposalText } from './demo-texts.js';
import { LineFeed } from './line-feed.js';
import { OpsTwinClient } from './opstwin-client.js';
import { PlantController } from './plant-controller.js';
import { SimulatedLine } from './simulated-line.js';
import type { TemporaryServer } from './temporary-server.js';
import type { ProposalDocument, SimulationDocument } from './wire-documents.js';

const NORMAL = 80;
const MISTAKEN = 95;
const BACKFILLED = 250;
const NORMAL_MS = 2000;
/** The oven needs some thirty readings to settle. */
const SETTLE_MS = 4000;
const SETTLED_READINGS = 25;
const PROPOSAL_MS = 60_000;

export interface DemoOptions {
  /** Asked once, with the proposal on the screen. */
  readonly approve: () => Promise<boolean>;
  readonly say: (text: string) => void;
  readonly paint: Painter;
  readonly signal: AbortSignal;
}

/** Plays the whole loop on a simulated line against a running server, and tells it as it happens. */
export async function playDemo(server: TemporaryServer, options: DemoOptions): Promise<void> {
  const { say, paint, signal } = options;
  const line = new SimulatedLine(NORMAL);
  const feed = new LineFeed(line, new OpsTwinClient(server.url, server.token('gateway', 'executor')));
  const plant = await PlantController.connect(server.mqttUrl, server.token('plant', 'executor'), line);
  const over = new AbortController();
  const events = new EventTeller(server, AbortSignal.any([signal, over.signal]), say, paint);
  try {
    say(`OpsTwin serves at ${server.url}, docs at ${server.url}/docs, on a temporary directory.\n`);
    await events.connected;
    await feed.backfill(BACKFILLED);
    feed.start();
    say(`An oven runs at ${NORMAL} °C. Its telemetry comes in 25 times a second.\n`);
    await sleep(NORMAL_MS, undefined, { signal });
    say(paint('red', `A mistaken recipe moves its setpoint to ${MISTAKEN} °C. Nobody tells OpsTwin.\n`));
    line.moveSetpoint(MISTAKEN);
    await decide(server, events, feed, options);
    await feed.stop();
  } finally {
    over.abort();
    await feed.stop().catch(() => undefined);
    await plant.close();
  }
}

async function decide(
  server: TemporaryServer,
  events: EventTeller,
  feed: LineFeed,
  { approve, say, paint, signal }: DemoOptions,
): Promise<void> {
  const supervisor = new OpsTwinClient(server.url, server.token('you', 'supervisor'));
  const created = await events.next('ProposalCreated', PROPOSAL_MS);
  const proposal = await supervisor.get<ProposalDocument>(`proposals/${String(created.data?.proposal_id)}`);
  const simulation = await supervisor.get<SimulationDocument>(`sim/${String(proposal.sim_id)}`);
  say(proposalText(proposal, simulation, paint));
  const approved = await approve();
  const path = `proposals/${proposal.proposal_id}`;
  if (approved) {
    const done = events.next('ActionSucceeded', PROPOSAL_MS);
    await supervisor.post(`${path}/approve`, { digest: proposal.digest });
    await done;
  } else {
    await supervisor.post(`${path}/reject`, { reason: 'Rejected in the demo' });
  }
  await sleep(SETTLE_MS, undefined, { signal });
  say(outcomeText(approved, simulation, feed.meanOfLast(SETTLED_READINGS), paint));
}

/** Prints the events that tell the story, and lets the demo wait for one. */
class EventTeller {
  /** Resolves when the stream stands, so that nothing that follows is missed. */
  readonly connected: Promise<void>;
  private readonly seen: OpsTwinEvent[] = [];
  private waiting: (() => void)[] = [];

  constructor(server: TemporaryServer, signal: AbortSignal, say: (text: string) => void, paint: Painter) {
    let connect: () => void;
    this.connected = new Promise((resolve) => (connect = resolve));
    const options = {
      url: server.url,
      token: server.token('demo', 'viewer'),
      signal,
      onConnected: () => {
        connect();
      },
    };
    void this.tell(followEvents(options), say, paint);
  }

  /** The first event of the type, past or to come. @throws UserError when it does not come in time */
  async next(type: string, milliseconds: number): Promise<OpsTwinEvent> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const found = this.seen.find((event) => event.type === type);
      if (found) return found;
      const left = end - performance.now();
      if (left <= 0) throw new UserError(`No ${type} came within ${milliseconds / 1000} s.`);
      await Promise.race([
        new Promise<void>((resolve) => this.waiting.push(resolve)),
        sleep(left, undefined, { ref: false }),
      ]);
    }
  }

  private async tell(events: AsyncIterable<OpsTwinEvent>, say: (text: string) => void, paint: Painter): Promise<void> {
    for await (const event of events) {
      this.seen.push(event);
      if (event.type !== 'TelemetryAppended') say(`${eventLine(event, paint)}\n`);
      for (const wake of this.waiting.splice(0)) wake();
    }
  }
}
