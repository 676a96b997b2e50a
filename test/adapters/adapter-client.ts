import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { waitFor } from '../harness/wait-for.js';

export interface Adapter {
  readonly name: string;
  readonly status: string;
  readonly last_error: string | null;
  readonly last_rejection: string | null;
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly revision: number;
  readonly document: Record<string, unknown>;
  readonly processes: readonly { readonly process: string; readonly status: string; readonly messages: number }[];
}

export interface Trial {
  readonly ok: boolean;
  readonly steps: readonly { readonly step: string; readonly ok: boolean; readonly detail: string | null }[];
}

/** What the suites do with adapters, as an admin. */
export class AdapterClient {
  constructor(private readonly server: OpsTwinProcess) {}

  post(document: object) {
    return this.server.post<Adapter>('/telemetry/adapters', document, this.server.token('admin'));
  }

  put(name: string, document: object) {
    const options = { token: this.server.token('admin'), body: document };
    return this.server.request<Adapter>('PUT', `/telemetry/adapters/${name}`, options);
  }

  remove(name: string) {
    return this.server.request('DELETE', `/telemetry/adapters/${name}`, { token: this.server.token('admin') });
  }

  /** @throws Error when it is refused */
  async add(document: object): Promise<void> {
    const { status, text } = await this.post(document);
    if (status !== 201) throw new Error(`POST /telemetry/adapters: ${status} ${text}`);
  }

  async get(name: string): Promise<Adapter> {
    return (await this.server.get<Adapter>(`/telemetry/adapters/${name}`, this.server.token('viewer'))).body;
  }

  /** The adapter, once it fares as it should. */
  until(name: string, what: string, holds: (adapter: Adapter) => boolean): Promise<Adapter> {
    return waitFor(`the adapter ${name} to have ${what}`, async () => {
      const adapter = await this.get(name);
      // The test's report shows, as the cause, how it fared instead.
      if (!holds(adapter)) throw new Error(JSON.stringify(adapter));
      return adapter;
    });
  }

  connected(name: string): Promise<Adapter> {
    return this.until(name, 'connected', ({ status }) => status === 'connected');
  }

  async test(document: object): Promise<Trial> {
    return (await this.server.post<Trial>('/telemetry/adapters/test', document, this.server.token('admin'))).body;
  }

  /** The values of a metric of an asset, in the order of their times. */
  async values(twin: string, asset: string, metric: string): Promise<number[]> {
    const query = `/telemetry/query?twin_id=${twin}&asset_id=${asset}&metric=${metric}&limit=1000`;
    const { body } = await this.server.get<{ items: { value: number }[] }>(query, this.server.token('viewer'));
    return body.items.map(({ value }) => value);
  }
}
