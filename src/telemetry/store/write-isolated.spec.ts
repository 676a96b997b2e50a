import { describe, expect, it } from '@jest/globals';
import { writeIsolated } from './write-isolated.js';

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('writeIsolated', () => {
  it('writes the group in one go', async () => {
    const groups: (readonly number[])[] = [];
    const outcomes = await writeIsolated([1, 2, 3], (members) => {
      groups.push(members);
      return Promise.resolve(members.map((member) => member * 10));
    });
    expect(outcomes).toEqual([{ result: 10 }, { result: 20 }, { result: 30 }]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('fails only the culprit of a group', async () => {
    const bad = failure('22003');
    const outcomes = await writeIsolated([1, 2, 3], (members) =>
      members.includes(2) ? Promise.reject(bad) : Promise.resolve([...members]),
    );
    expect(outcomes).toEqual([{ result: 1 }, { error: bad }, { result: 3 }]);
  });

  it('tries a deadlocked group again, as a group', async () => {
    let tries = 0;
    const outcomes = await writeIsolated([1, 2], (members) => {
      expect(members).toHaveLength(2);
      tries += 1;
      return tries < 3 ? Promise.reject(failure('40P01')) : Promise.resolve([...members]);
    });
    expect(outcomes).toEqual([{ result: 1 }, { result: 2 }]);
  });

  it('fails all at once when the database is away', async () => {
    const away = failure('ECONNREFUSED');
    let tries = 0;
    const outcomes = await writeIsolated([1, 2], () => {
      tries += 1;
      return Promise.reject(away);
    });
    expect(outcomes).toEqual([{ error: away }, { error: away }]);
    expect(tries).toBe(1);
  });
});
