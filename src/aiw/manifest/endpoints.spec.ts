import { describe, expect, it } from '@jest/globals';
import { endpointsOf } from './endpoints.js';

describe('endpointsOf', () => {
  it('names a path by its segments, and gathers the methods of one path', () => {
    const endpoints = endpointsOf([
      { method: 'POST', path: '/sim/run', access: 'simulate' },
      { method: 'GET', path: '/sim/{sim_id}', access: 'read' },
      { method: 'DELETE', path: '/sim/{sim_id}', access: 'simulate' },
      { method: 'GET', path: '/diff', access: 'read' },
      { method: 'GET', path: '/.well-known/aiw-manifest.json', access: 'public' },
    ]);
    expect(endpoints).toEqual({
      diff: { path: '/diff', methods: { GET: 'read' } },
      manifest: { path: '/.well-known/aiw-manifest.json', methods: { GET: 'public' } },
      'sim.run': { path: '/sim/run', methods: { POST: 'simulate' } },
      'sim.sim_id': { path: '/sim/{sim_id}', methods: { GET: 'read', DELETE: 'simulate' } },
    });
  });
});
