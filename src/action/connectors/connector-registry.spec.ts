import { describe, expect, it } from '@jest/globals';
import type { Connector } from './connector.js';
import { ConnectorRegistry } from './connector-registry.js';

function connector(type: string): Connector {
  return { type, faults: () => [], act: () => Promise.resolve(), keep: () => Promise.resolve() };
}

describe('the connector registry', () => {
  it('finds a connector by the type of action', () => {
    const restart = connector('restart');
    const registry = new ConnectorRegistry([connector('scale'), restart]);
    expect(registry.find('restart')).toBe(restart);
    expect(registry.find('constructor')).toBeUndefined();
    expect(registry.types).toEqual(['restart', 'scale']);
  });

  it('refuses two connectors for one type', () => {
    expect(() => new ConnectorRegistry([connector('restart'), connector('restart')])).toThrow('carry out restart');
  });
});
