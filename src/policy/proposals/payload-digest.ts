import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ProposalPayload } from '../messages/proposal.js';

/** SHA-256, in hex, of the canonical JSON (RFC 8785) of what an approval binds. */
export function payloadDigest({ action, target_state, sim_id, policy_id, policy_version }: ProposalPayload): string {
  const text = canonicalize({ action, target_state, sim_id, policy_id, policy_version });
  if (text === undefined) throw new TypeError('A proposal has no JSON form');
  return createHash('sha256').update(text).digest('hex');
}
