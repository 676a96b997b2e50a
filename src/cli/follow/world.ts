import { isData, type EventData } from '../watch/event-fields.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';

/** What the agent keeps of the state: which things there are, or are still open, by their ids. */
const KINDS = ['twins', 'anomalies', 'simulations', 'proposals', 'actions'] as const;
type Kind = (typeof KINDS)[number];

/** The member of a thing, and of the events about it, that holds its id. */
const ID_OF: Readonly<Record<Kind, string>> = {
  twins: 'twin_id',
  anomalies: 'anomaly_id',
  simulations: 'sim_id',
  proposals: 'proposal_id',
  actions: 'action_id',
};

const OPENS: Readonly<Record<string, Kind>> = {
  TwinCreated: 'twins',
  AnomalyDetected: 'anomalies',
  SimulationQueued: 'simulations',
  ProposalCreated: 'proposals',
  ActionQueued: 'actions',
};

const CLOSES: Readonly<Record<string, Kind>> = {
  AnomalyCleared: 'anomalies',
  SimulationCompleted: 'simulations',
  SimulationFailed: 'simulations',
  SimulationCancelled: 'simulations',
  ProposalApproved: 'proposals',
  ProposalRejected: 'proposals',
  ProposalModified: 'proposals',
  ProposalExpired: 'proposals',
  ActionSucceeded: 'actions',
  ActionFailed: 'actions',
};

export type WorldDocument = Readonly<Record<Kind, readonly string[]>>;

/** The agent's own picture of the plant: filled by a snapshot or by nothing, and moved on by each event. */
export class World {
  private readonly ids: Readonly<Record<Kind, Set<string>>>;

  private constructor(idsOf: (kind: Kind) => readonly string[]) {
    this.ids = Object.fromEntries(KINDS.map((kind) => [kind, new Set(idsOf(kind))])) as Record<Kind, Set<string>>;
  }

  static empty(): World {
    return new World(() => []);
  }

  /** From a snapshot, whose lists hold the things themselves. */
  static ofSnapshot(snapshot: EventData): World {
    return new World((kind) => {
      const things = snapshot[kind];
      return Array.isArray(things) ? things.map((thing: unknown) => idIn(thing, kind)).filter((id) => id !== '') : [];
    });
  }

  static ofDocument(document: EventData): World {
    return new World((kind) => {
      const ids = document[kind];
      return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
    });
  }

  take({ type, twin_id, data }: OpsTwinEvent): void {
    const opened = Object.hasOwn(OPENS, type) ? OPENS[type] : undefined;
    const closed = Object.hasOwn(CLOSES, type) ? CLOSES[type] : undefined;
    if (opened) this.ids[opened].add(opened === 'twins' ? (twin_id ?? '') : idIn(data, opened));
    if (closed) this.ids[closed].delete(idIn(data, closed));
  }

  document(): WorldDocument {
    return Object.fromEntries(KINDS.map((kind) => [kind, [...this.ids[kind]].sort()])) as unknown as WorldDocument;
  }

  /** `3 twins, 1 open anomaly, 0 running simulations, 1 pending proposal, 0 running actions`. */
  toString(): string {
    const { twins, anomalies, simulations, proposals, actions } = this.ids;
    return [
      counted(twins.size, 'twin', 'twins'),
      counted(anomalies.size, 'open anomaly', 'open anomalies'),
      counted(simulations.size, 'running simulation', 'running simulations'),
      counted(proposals.size, 'pending proposal', 'pending proposals'),
      counted(actions.size, 'running action', 'running actions'),
    ].join(', ');
  }
}

function idIn(thing: unknown, kind: Kind): string {
  const id = isData(thing) ? thing[ID_OF[kind]] : undefined;
  return typeof id === 'string' ? id : '';
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
