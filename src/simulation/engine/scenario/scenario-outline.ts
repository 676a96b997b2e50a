import { isRecord } from './is-record.js';

/** One candidate, as far as it can be read. */
export interface CandidateOutline {
  readonly id: unknown;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly action: unknown;
}

/** What can be read of a document that may be faulty: of a part with the wrong shape, nothing. */
export interface ScenarioOutline {
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly kpis: ReadonlyMap<string, unknown>;
  readonly objective: ReadonlyMap<string, unknown>;
  readonly candidates: readonly CandidateOutline[];
}

/** Maps, not objects, so that no name is found on Object.prototype. */
export function outlineScenario(document: unknown): ScenarioOutline {
  const members = membersOf(document);
  const candidates = members.get('candidates');
  return {
    parameters: membersOf(members.get('parameters')),
    kpis: membersOf(members.get('kpis')),
    objective: membersOf(members.get('objective')),
    candidates: Array.isArray(candidates) ? candidates.map(outlineCandidate) : [],
  };
}

function outlineCandidate(candidate: unknown): CandidateOutline {
  const members = membersOf(candidate);
  return { id: members.get('id'), parameters: membersOf(members.get('parameters')), action: members.get('action') };
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isRecord(value) ? Object.entries(value) : []);
}
