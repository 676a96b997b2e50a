import type { WireEvent } from './log-reader.js';

interface Asset {
  readonly asset_id: string;
  readonly desired: object;
  readonly version: number;
}

/** The answer of `/snapshot`, as far as the suites look at it. */
export interface SnapshotBody {
  readonly cursor: string;
  readonly hash: string;
  readonly twin_id: string | null;
  readonly twins: { readonly twin_id: string; readonly assets: readonly Asset[] }[];
  readonly anomalies: { anomaly_id: string; severity: string; value: number; score: number }[];
  readonly simulations: { sim_id: string; status: string }[];
  readonly proposals: { proposal_id: string; digest: string }[];
  readonly actions: { action_id: string; status: string; attempts: number }[];
  readonly policies?: { policy_id: string; version: number }[];
}

/** The data of all the types that are followed, each member of which some have. */
interface Data {
  readonly assets: readonly string[];
  readonly change: string;
  readonly asset_id: string;
  readonly desired: object;
  readonly version: number;
  readonly anomaly_id: string;
  readonly severity: string;
  readonly value: number;
  readonly score: number;
  readonly sim_id: string;
  readonly proposal_id: string;
  readonly digest: string;
  readonly action_id: string;
  readonly attempt: number;
  readonly policy_id: string;
}

/** What an agent that hydrated from a snapshot keeps, and how it follows the events that come after. */
export class FollowedState {
  private readonly assets = new Map<string, Map<string, object>>();
  private readonly anomalies = new Map<string, object>();
  private readonly simulations = new Map<string, string>();
  private readonly proposals = new Map<string, string>();
  private readonly actions = new Map<string, object>();
  private readonly policies = new Map<string, number>();

  constructor(snapshot: SnapshotBody) {
    for (const { twin_id, assets } of snapshot.twins) {
      const kept = assets.map(({ asset_id, desired, version }) => [asset_id, { desired, version }] as const);
      this.assets.set(twin_id, new Map(kept));
    }
    for (const { anomaly_id, severity, value, score } of snapshot.anomalies) {
      this.anomalies.set(anomaly_id, { severity, value, score });
    }
    for (const { sim_id, status } of snapshot.simulations) this.simulations.set(sim_id, status);
    for (const { proposal_id, digest } of snapshot.proposals) this.proposals.set(proposal_id, digest);
    for (const { action_id, status, attempts } of snapshot.actions) this.actions.set(action_id, { status, attempts });
    for (const { policy_id, version } of snapshot.policies ?? []) this.policies.set(policy_id, version);
  }

  apply(event: WireEvent): void {
    const data = event.data as unknown as Data;
    switch (event.type) {
      case 'TwinCreated':
        this.assets.set(event.twin_id ?? '', new Map());
        this.addAssets(event.twin_id, data.assets);
        return;
      case 'TwinUpdated':
        if (data.change === 'assets_added') this.addAssets(event.twin_id, data.assets);
        else {
          const { asset_id, desired, version } = data;
          this.assets.get(event.twin_id ?? '')?.set(asset_id, { desired, version });
        }
        return;
      case 'AnomalyDetected': {
        const { anomaly_id, severity, value, score } = data;
        this.anomalies.set(anomaly_id, { severity, value, score });
        return;
      }
      case 'AnomalyCleared':
        this.anomalies.delete(data.anomaly_id);
        return;
      case 'SimulationQueued':
        this.simulations.set(data.sim_id, 'queued');
        return;
      case 'SimulationStarted':
        this.simulations.set(data.sim_id, 'running');
        return;
      case 'SimulationCompleted':
      case 'SimulationFailed':
        this.simulations.delete(data.sim_id);
        return;
      case 'ProposalCreated':
        this.proposals.set(data.proposal_id, data.digest);
        return;
      case 'ProposalApproved':
      case 'ProposalRejected':
      case 'ProposalExpired':
        this.proposals.delete(data.proposal_id);
        return;
      case 'ActionQueued':
        this.actions.set(data.action_id, { status: 'queued', attempts: 0 });
        return;
      case 'ActionStarted':
        this.actions.set(data.action_id, { status: 'running', attempts: data.attempt });
        return;
      case 'ActionSucceeded':
      case 'ActionFailed':
        this.actions.delete(data.action_id);
        return;
      case 'PolicyPublished':
        this.policies.set(data.policy_id, data.version);
        return;
    }
  }

  /** All of it, in a form that can be compared. */
  get summary(): object {
    const twins = [...this.assets].map(([twin, assets]) => [twin, sorted(assets)] as const);
    return {
      twins: sorted(new Map(twins)),
      anomalies: sorted(this.anomalies),
      simulations: sorted(this.simulations),
      proposals: sorted(this.proposals),
      actions: sorted(this.actions),
      policies: sorted(this.policies),
    };
  }

  private addAssets(twin: string | null, assets: readonly string[]): void {
    for (const asset of assets) this.assets.get(twin ?? '')?.set(asset, { desired: {}, version: 0 });
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
