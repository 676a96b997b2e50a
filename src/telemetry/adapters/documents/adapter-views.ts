import { Injectable } from '@nestjs/common';
import { notFound } from '../../../platform/http/problems/problem.error.js';
import { RunReports } from '../run/run-reports.js';
import { groupBy } from '../../store/group-by.js';
import { adapterView, type AdapterView } from './adapter-view.js';
import { Adapters } from './adapters.js';

/** Adapters with how they fare. */
@Injectable()
export class AdapterViews {
  constructor(
    private readonly adapters: Adapters,
    private readonly reports: RunReports,
  ) {}

  /** @throws ProblemError 404 when there is none of that name */
  async get(tenant: string, name: string): Promise<AdapterView> {
    const adapter = await this.adapters.find(tenant, name);
    if (!adapter) throw notFound('adapter', name);
    return adapterView(adapter, await this.reports.of(tenant, [name]));
  }

  /** By name. @param after the name that the page before ended with */
  async list(tenant: string, after: string | undefined, limit: number): Promise<AdapterView[]> {
    const adapters = await this.adapters.list(tenant, after, limit);
    const names = adapters.map(({ name }) => name);
    const runs = groupBy(await this.reports.of(tenant, names), ({ name }) => name);
    return adapters.map((adapter) => adapterView(adapter, runs.get(adapter.name) ?? []));
  }
}
