import { describe, expect, it } from '@jest/globals';
import { NEW_SERIES } from './domain/detector-state.js';
import { KnownStates } from './known-states.js';

const STATE = { state: NEW_SERIES, version: 3 };

describe('KnownStates', () => {
  it('remembers what was written', () => {
    const known = new KnownStates();
    known.set(1, STATE);
    expect([known.get(1), known.get(2)]).toEqual([STATE, undefined]);
  });

  it('does not remember a series that another process writes too, for a minute', () => {
    let now = 0;
    const known = new KnownStates(() => now);
    known.set(1, STATE);
    known.doubt([1]);
    expect(known.get(1)).toBeUndefined();
    now = 59_999;
    known.set(1, STATE);
    expect(known.get(1)).toBeUndefined();
    now = 60_000;
    known.set(1, STATE);
    expect(known.get(1)).toEqual(STATE);
  });

  it('forgets the series written longest ago when there are very many', () => {
    const known = new KnownStates();
    for (let id = 0; id <= 100_000; id++) known.set(id, STATE);
    expect([known.get(0), known.get(1), known.get(100_000)]).toEqual([undefined, STATE, STATE]);
  });
});
