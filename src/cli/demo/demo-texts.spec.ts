import { describe, expect, it } from '@jest/globals';
import { unpainted } from '../terminal/colour.js';
import { outcomeText, proposalText } from './demo-texts.js';

const simulation = {
  samples: 20_000,
  candidates: [
    { id: 'hold', kpi_distribution: { level: { mean: 95, p5: 93, p95: 97 } } },
    { id: 'move_setpoint', label: 'Move the setpoint', kpi_distribution: { level: { mean: 83, p5: 80, p95: 87 } } },
  ],
  recommended: { candidate_id: 'move_setpoint', confidence: 0.99, reasoning: 'It is better by far.' },
};
const proposal = {
  proposal_id: 'prop_1',
  status: 'pending',
  summary: 'Move it',
  recommended_action: { type: 'set_parameter', target: 'oven', params: { setpoint: 80 } },
  confidence: null,
  digest: 'abc',
  sim_id: 'sim_1',
};

describe('proposalText', () => {
  it('shows what would run, its digest, and each candidate with the recommended one marked', () => {
    const text = proposalText(proposal, simulation, unpainted);
    expect(text).toContain('set_parameter {"setpoint":80} on oven');
    expect(text).toContain('Confidence       unknown');
    expect(text).toContain('Digest           abc');
    expect(text).toMatch(/^ {4}hold {30} +95\.0 °C {2}\(90 % within 93\.0 °C … 97\.0 °C\)$/m);
    expect(text).toMatch(/^ {2}▶ Move the setpoint/m);
  });
});

describe('outcomeText', () => {
  it('compares what was observed with the candidate that was approved', () => {
    expect(outcomeText(true, simulation, 82, unpainted)).toContain(
      'expected 83.0 °C (80.0 °C … 87.0 °C): off by 1.0 °C, inside the range',
    );
  });

  it('compares with holding after a rejection, and says when the simulation was wrong', () => {
    const text = outcomeText(false, simulation, 92, unpainted);
    expect(text).toContain('You rejected it');
    expect(text).toContain('"hold" expected 95.0 °C');
    expect(text).toContain('outside the range');
  });
});
