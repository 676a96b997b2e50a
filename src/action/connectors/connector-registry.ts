import type { Connector } from './connector.js';

/** The connectors by the type of action that they carry out. */
export class ConnectorRegistry {
  private readonly byType = new Map<string, Connector>();

  /** @throws Error when two connectors are for one type, which stops the start */
  constructor(connectors: readonly Connector[]) {
    for (const connector of connectors) {
      if (this.byType.has(connector.type)) throw new Error(`Two connectors carry out ${connector.type}`);
      this.byType.set(connector.type, connector);
    }
  }

  find(type: string): Connector | undefined {
    return this.byType.get(type);
  }

  get types(): readonly string[] {
    return [...this.byType.keys()].sort();
  }
}
