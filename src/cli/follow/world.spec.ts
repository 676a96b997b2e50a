import { describe, expect, it } from '@jest/globals';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';
import { World } from './world.js';

function event(type: string, data: OpsTwinEvent['data'] = {}, twin: string | null = 'line_1'): OpsTwinEvent {
  return { id: 'evt_1', cursor: 'c', type, ts: 't', twin_id: twin, data };
}

describe('World', () => {
  it('opens and closes what the events tell of', () => {
    const world = World.empty();
    world.take(event('TwinCreated'));
    world.take(event('AnomalyDetected', { anomaly_id: 'ano_1' }));
    world.take(event('AnomalyDetected', { anomaly_id: 'ano_1', severity: 'high' }));
    world.take(event('SimulationQueued', { sim_id: 'sim_1' }));
    world.take(event('SimulationCompleted', { sim_id: 'sim_1' }));
    world.take(event('ProposalCreated', { proposal_id: 'prop_1' }));
    world.take(event('ProposalApproved', { proposal_id: 'prop_1' }));
    world.take(event('ActionQueued', { action_id: 'act_1' }));
    world.take(event('TelemetryAppended', { samples: 3 }));
    world.take(event('toString'));
    expect(world.document()).toEqual({
      twins: ['line_1'],
      anomalies: ['ano_1'],
      simulations: [],
      proposals: [],
      actions: ['act_1'],
    });
    expect(String(world)).toBe('1 twin, 1 open anomaly, 0 running simulations, 0 pending proposals, 1 running action');
    world.take(event('AnomalyCleared', { anomaly_id: 'ano_1' }));
    expect(world.document().anomalies).toEqual([]);
  });

  it('begins with a snapshot, and comes back from its own document', () => {
    const world = World.ofSnapshot({
      cursor: 'c',
      twins: [{ twin_id: 'line_2', assets: [] }, { twin_id: 'line_1' }, 7],
      anomalies: [{ anomaly_id: 'ano_1' }],
      proposals: 'none',
    });
    expect(world.document()).toMatchObject({ twins: ['line_1', 'line_2'], anomalies: ['ano_1'], proposals: [] });
    const again = World.ofDocument(JSON.parse(JSON.stringify(world.document())) as Record<string, unknown>);
    expect(again.document()).toEqual(world.document());
  });
});
