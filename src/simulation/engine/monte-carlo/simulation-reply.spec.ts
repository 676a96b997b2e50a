import { describe, expect, it } from '@jest/globals';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import { MonteCarloError } from './monte-carlo-error.js';
import { outcomeOfReply, replyOf } from './simulation-reply.js';

function thrown(error: Error): unknown {
  try {
    outcomeOfReply(
      structuredClone(
        replyOf(() => {
          throw error;
        }),
      ),
    );
  } catch (caught) {
    return caught;
  }
  return undefined;
}

describe('a simulation reply', () => {
  it('carries errors between threads with their kind', () => {
    const sample = { candidate_id: 'a', kpi: 'k', sample: 3, parameters: { x: 1 } };
    const error = thrown(new MonteCarloError('non-finite-kpi', 'bad', sample));
    expect(error).toBeInstanceOf(MonteCarloError);
    expect(error).toMatchObject({ kind: 'non-finite-kpi', message: 'bad', sample });
    expect(thrown(new MonteCarloError('too-large', 'big'))).toMatchObject({ kind: 'too-large', sample: undefined });
    expect(thrown(new MonteCarloCancelled())).toBeInstanceOf(MonteCarloCancelled);
  });

  it('does not hide other errors', () => {
    expect(() =>
      replyOf(() => {
        throw new TypeError('a bug');
      }),
    ).toThrow('a bug');
  });
});
