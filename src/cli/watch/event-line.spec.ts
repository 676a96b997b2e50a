import { describe, expect, it } from '@jest/globals';
import { painterFor, unpainted } from '../terminal/colour.js';
import { eventLine } from './event-line.js';
import type { OpsTwinEvent } from './opstwin-event.js';

function event(type: string, data?: OpsTwinEvent['data']): OpsTwinEvent {
  return { id: 'evt_1', cursor: 'c1', type, ts: '2026-11-20T05:00:00.123Z', twin_id: 'line_3', data: data ?? null };
}

const words = (type: string, data?: OpsTwinEvent['data']) => eventLine(event(type, data), unpainted).split('  ').at(-1);

describe('eventLine', () => {
  it('tells when, what and where', () => {
    expect(eventLine(event('AnomalyCleared', { asset_id: 'etch_7', metric: 'temp' }), unpainted)).toBe(
      '2026-11-20 05:00:00Z  AnomalyCleared       line_3  etch_7 temp',
    );
  });

  it.each<[string, OpsTwinEvent['data'], string]>([
    [
      'TelemetryAppended',
      {
        samples: 1200,
        assets: ['etch_7'],
        metrics: ['temp', 'flow'],
        start: '2026-11-20T05:00:00.000Z',
        end: '2026-11-20T05:01:00.000Z',
      },
      '1,200 samples of etch_7 (temp, flow) from 2026-11-20T05:00:00.000Z to 2026-11-20T05:01:00.000Z',
    ],
    ['TelemetryAppended', { samples: 3, assets: ['a', 'b', 'c', 'd'] }, '3 samples of 4 assets'],
    [
      'AnomalyDetected',
      {
        anomaly_id: 'ano_1',
        asset_id: 'etch_7',
        metric: 'temp',
        severity: 'high',
        value: 93.204999,
        score: 5.1234567,
        baseline: { mean: 60, std: 3.2 },
      },
      'high on etch_7 temp is 93.205 where normal is 60 ± 3.2 (score 5.1235) ano_1',
    ],
    ['AnomalyDetected', { asset_id: 'etch_7' }, 'etch_7'],
    [
      'SimulationCompleted',
      { sim_id: 'sim_1', scenario: 'cooling', recommended: { candidate_id: 'throttle', confidence: 0.914 } },
      'cooling recommends throttle with confidence 0.914 sim_1',
    ],
    ['SimulationFailed', { sim_id: 'sim_1', error: 'no data' }, 'sim_1 has failed (no data)'],
    [
      'DecisionMade',
      { decision_id: 'dec_1', outcome: 'propose', confidence: 0.81 },
      'decided propose at confidence 0.81 dec_1',
    ],
    [
      'ProposalCreated',
      {
        proposal_id: 'prop_1',
        summary: 'Lower the power',
        recommended_action: { type: 'set_parameter', target: 'etch_7' },
        expires_at: '2026-11-20T06:00:00.000Z',
      },
      '"Lower the power" to set_parameter etch_7 until 2026-11-20T06:00:00.000Z prop_1',
    ],
    ['ProposalRejected', { proposal_id: 'prop_1', reason: 'not now' }, 'prop_1 (not now)'],
    ['ActionSucceeded', { action_id: 'act_1', type: 'restart', target: 'pump' }, 'restart pump act_1'],
  ])('says %s in words', (type, data, expected) => {
    expect(words(type, data)).toBe(expected);
  });

  it.each<[string, string, OpsTwinEvent['data'], string]>([
    ['a type without words', 'TwinUpdated', { name: 'Line 3' }, '{"name":"Line 3"}'],
    ['a type of tomorrow', 'constructor', { a: 1 }, '{"a":1}'],
    ['data that the words know nothing of', 'DecisionMade', { other: [1] }, '{"other":[1]}'],
    ['no data', 'DecisionMade', undefined, '{}'],
  ])('falls back to compact JSON for %s', (_name, type, data, expected) => {
    expect(words(type, data)).toBe(expected);
  });

  it('paints the type alone', () => {
    const paint = painterFor({ isTTY: true, hasColors: () => true });
    expect(eventLine(event('ActionFailed', { type: 'restart' }), paint)).toBe(
      '2026-11-20 05:00:00Z  \u001b[31mActionFailed       \u001b[39m  line_3  restart',
    );
  });

  it('lets no text of an event take hold of the terminal', () => {
    const line = eventLine(event('ProposalCreated', { summary: 'x\u001b[2J\ny' }), unpainted);
    expect(line).toContain('"x [2J y"');
  });

  it('stands an event without a twin or a time', () => {
    expect(eventLine({ id: 'e', cursor: 'c', type: 'PolicyPublished', ts: 'then' }, unpainted)).toBe(
      'then  PolicyPublished      -  {}',
    );
  });
});
