import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetAction } from '../../action/messages/get-action.query.js';
import { GetDecision } from '../../policy/messages/get-decision.query.js';
import { GetPolicy } from '../../policy/messages/get-policy.query.js';
import { GetProposal } from '../../policy/messages/get-proposal.query.js';
import { GetSimulation } from '../../simulation/messages/get-simulation.query.js';
import { GetAnomaly } from '../../telemetry/messages/get-anomaly.query.js';
import { GetSource } from '../../telemetry/messages/get-source.query.js';
import { GetTwin } from '../../twin/messages/get-twin.query.js';
import { SchemaRegistry } from '../schemas/schema-registry.js';
import { resourcePath, type ResourceRef } from './resource-path.js';
import { TelemetryBatches } from './telemetry-batches.js';

/** A resource as its own GET shows it. */
export interface Resource {
  readonly body: object;
  /** The twin that it belongs to; null for what concerns the tenant. */
  readonly twinId: string | null;
  /** Its own address. */
  readonly location: string;
}

type Find = (tenant: string, id: string) => Promise<Resource | undefined>;

/** Finds whatever an event's `data_ref` can name. */
@Injectable()
export class Resources {
  private readonly kinds: ReadonlyMap<string, Find> = new Map<string, Find>([
    ['twin', async (tenant, id) => ofTwin(await this.queries.execute(new GetTwin(tenant, id)), 'twins', id)],
    ['telemetry', (tenant, id) => this.batch(tenant, id)],
    ['anomaly', async (tenant, id) => ofTwin(await this.queries.execute(new GetAnomaly(tenant, id)), 'anomalies', id)],
    ['simulation', async (tenant, id) => ofTwin(await this.queries.execute(new GetSimulation(tenant, id)), 'sim', id)],
    [
      'decision',
      async (tenant, id) => ofTwin(await this.queries.execute(new GetDecision(tenant, id)), 'decisions', id),
    ],
    ['proposal', (tenant, id) => this.proposal(tenant, id)],
    ['action', async (tenant, id) => ofTwin(await this.queries.execute(new GetAction(tenant, id)), 'actions', id)],
    ['policy', async (tenant, id) => ofTenant(await this.queries.execute(new GetPolicy(tenant, id)), 'policies', id)],
    [
      'source',
      async (tenant, name) =>
        ofTenant(await this.queries.execute(new GetSource(tenant, name)), 'telemetry/sources', name),
    ],
    ['schema', (tenant, name) => this.schema(tenant, name)],
  ]);

  constructor(
    private readonly queries: QueryBus,
    private readonly batches: TelemetryBatches,
    private readonly schemas: SchemaRegistry,
  ) {}

  /** Undefined when there is none, or when there is no such kind. */
  async find(tenant: string, { type, id }: ResourceRef): Promise<Resource | undefined> {
    return this.kinds.get(type)?.(tenant, id);
  }

  private async proposal(tenant: string, id: string): Promise<Resource | undefined> {
    const proposal = await this.queries.execute(new GetProposal(tenant, id));
    if (!proposal) return undefined;
    const { sim_id } = proposal;
    const simulation = sim_id === null ? undefined : await this.queries.execute(new GetSimulation(tenant, sim_id));
    return ofTwin({ ...proposal, simulation: simulation ?? null }, 'proposals', id);
  }

  /** A batch has no address but this one. */
  private async batch(tenant: string, id: string): Promise<Resource | undefined> {
    const batch = await this.batches.find(tenant, id);
    return batch && { body: batch, twinId: batch.twin_id, location: resourcePath({ type: 'telemetry', id }) };
  }

  private async schema(tenant: string, name: string): Promise<Resource | undefined> {
    const document = await this.schemas.find(tenant, name);
    return ofTenant(document && (JSON.parse(document.text) as object), 'schemas', name);
  }
}

function ofTwin<Body extends { readonly twin_id: string }>(body: Body | undefined, list: string, id: string) {
  return body && { body, twinId: body.twin_id, location: `/${list}/${encodeURIComponent(id)}` };
}

function ofTenant(body: object | undefined, list: string, id: string): Resource | undefined {
  return body && { body, twinId: null, location: `/${list}/${encodeURIComponent(id)}` };
}
