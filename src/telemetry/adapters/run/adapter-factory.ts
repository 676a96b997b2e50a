import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import type { StoredAdapter } from '../documents/adapters.js';
import { HostRule } from '../domain/host-rule.js';
import { FileAdapter } from '../file/file-adapter.js';
import { FilePositions } from '../file/file-positions.js';
import { MqttAdapter } from '../mqtt/mqtt-adapter.js';
import { brokerAccess, clientId } from '../mqtt/broker-access.js';
import type { TakeDelivery, TelemetryAdapter } from './adapter.js';

/** Makes connections for adapters by their documents and the configuration. */
@Injectable()
export class AdapterFactory {
  private readonly hosts: HostRule;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly positions: FilePositions,
  ) {
    this.hosts = new HostRule(config.adapterHosts);
  }

  /** @param share which of the processes that share the adapter this is, from 0 */
  make(adapter: StoredAdapter, share: number, take: TakeDelivery, signal: AbortSignal): TelemetryAdapter {
    const { tenant, name, document } = adapter;
    if (document.kind === 'file') {
      const watched = { folder: this.config.watchDirectory, tenant, path: document.path };
      return new FileAdapter(document, watched, this.positions.of(tenant, name, document.path), take, signal);
    }
    const id = clientId(document, { namespace: this.config.namespace, tenant, share });
    const access = () => brokerAccess(document, this.hosts, this.config.secrets);
    return new MqttAdapter(document, id, access, take, signal);
  }
}
