import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ProposalPayload } from '../messages/proposal.js';
import { payloadDigest } from './payload-digest.js';

const payload: ProposalPayload = {
  action: { type: 'set_parameter', target: 'etch_tool_7', params: { setpoint: 85.2 } },
  target_state: { desired: { setpoint: 90, mode: 'eco' }, version: 4 },
  sim_id: 'sim_1',
  policy_id: null,
  policy_version: null,
};

describe('the digest of a proposal', () => {
  it('is the SHA-256 of the canonical JSON, which anyone can work out', () => {
    const canonical =
      '{"action":{"params":{"setpoint":85.2},"target":"etch_tool_7","type":"set_parameter"},' +
      '"policy_id":null,"policy_version":null,"sim_id":"sim_1",' +
      '"target_state":{"desired":{"mode":"eco","setpoint":90},"version":4}}';
    expect(payloadDigest(payload)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  it('does not depend on the order of members', () => {
    const reordered = { ...payload, target_state: { version: 4, desired: { mode: 'eco', setpoint: 90 } } };
    expect(payloadDigest(reordered)).toBe(payloadDigest(payload));
  });

  it.each([
    { ...payload, action: { ...payload.action, params: { setpoint: 85.3 } } },
    { ...payload, action: { ...payload.action, target: 'etch_tool_8' } },
    { ...payload, target_state: { ...payload.target_state, version: 5 } },
    { ...payload, sim_id: 'sim_2' },
    { ...payload, policy_id: 'pol_1' },
    { ...payload, policy_version: 2 },
  ])('differs when anything that it binds differs', (other) => {
    expect(payloadDigest(other)).not.toBe(payloadDigest(payload));
  });
});
