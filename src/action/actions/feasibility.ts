import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import { GetAssetState } from '../../twin/messages/get-asset-state.query.js';
import type { ActionTask } from '../connectors/connector.js';
import { ConnectorRegistry } from '../connectors/connector-registry.js';

/** Whether an action can be carried out at all: asked when it is requested, and again when it runs. */
@Injectable()
export class Feasibility {
  constructor(
    private readonly connectors: ConnectorRegistry,
    private readonly queries: QueryBus,
  ) {}

  /** What stands against it: an unknown type, unfit parameters, or an unknown target. */
  async faults(tenant: string, task: Omit<ActionTask, 'actionId'>): Promise<FieldFault[]> {
    const connector = this.connectors.find(task.type);
    const asset = await this.queries.execute(new GetAssetState(tenant, task.twinId, task.target));
    const unfit = connector ? connector.faults(task.params) : [unknownType(task.type, this.connectors.types)];
    return asset ? unfit : [...unfit, unknownTarget(task)];
  }
}

function unknownType(type: string, types: readonly string[]): FieldFault {
  const message = `there is no connector for ${type}; there is one for ${types.join(', ')}`;
  return { pointer: '/type', code: 'unknown-type', message };
}

function unknownTarget({ target, twinId }: Pick<ActionTask, 'target' | 'twinId'>): FieldFault {
  return { pointer: '/target', code: 'unknown-asset', message: `there is no asset ${target} in the twin ${twinId}` };
}
