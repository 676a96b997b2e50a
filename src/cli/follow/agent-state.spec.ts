import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readState, writeState } from './agent-state.js';
import { World } from './world.js';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'opstwin-follow-'));
  path = join(directory, 'state.json');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe('the state of an agent', () => {
  it('is what was written, and nothing else is left beside it', () => {
    expect(readState(path)).toBeUndefined();
    const world = World.ofDocument({ twins: ['line_1'] });
    writeState(path, { cursor: '1', hash: 'abc', world });
    writeState(path, { cursor: '2', hash: undefined, world });
    const state = readState(path);
    expect([state?.cursor, state?.hash, state?.world.document()]).toEqual(['2', undefined, world.document()]);
    expect(readdirSync(directory)).toEqual(['state.json']);
  });

  it.each(['', 'no JSON', '[]', '{"format":"another"}', '{"format":"opstwin-follow-1","cursor":5}'])(
    'is not read from a file that holds something else: %j',
    (content) => {
      writeFileSync(path, content);
      expect(() => readState(path)).toThrow('does not hold the state of an agent');
    },
  );

  it('says where it cannot be kept', () => {
    const lost = join(directory, 'nowhere', 'state.json');
    expect(() => {
      writeState(lost, { cursor: '1', hash: undefined, world: World.empty() });
    }).toThrow(lost);
  });
});
