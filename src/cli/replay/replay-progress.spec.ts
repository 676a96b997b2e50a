import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../client/fake-clock.fixture.js';
import type { ReplayIdentity } from './replay-identity.js';
import { ReplayProgress } from './replay-progress.js';

const identity: ReplayIdentity = { file: { path: '/data/a.csv', size: 9, mtime_ms: 1.5 }, options: { twin: 't' } };

describe('ReplayProgress', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replay-progress-'));
    path = join(folder, 'state.json');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('goes on where the same replay ended', () => {
    const first = ReplayProgress.open(path, identity, false);
    first.reach(500, 2);
    first.save();
    expect(ReplayProgress.open(path, identity, false)).toMatchObject({
      beginning: 'continued',
      rows: 500,
      rejected: 2,
    });
  });

  it.each<[string, ReplayIdentity]>([
    ['the file', { ...identity, file: { ...identity.file, mtime_ms: 2 } }],
    ['an option that matters', { ...identity, options: { twin: 'u' } }],
  ])('begins anew when %s has changed', (_what, changed) => {
    const first = ReplayProgress.open(path, identity, false);
    first.reach(500, 0);
    first.save();
    expect(ReplayProgress.open(path, changed, false)).toMatchObject({ beginning: 'changed', rows: 0 });
  });

  it('begins anew when asked to', () => {
    const first = ReplayProgress.open(path, identity, false);
    first.reach(500, 0);
    first.save();
    expect(ReplayProgress.open(path, identity, true)).toMatchObject({ beginning: 'new', rows: 0 });
  });

  it('saves often, but not with every batch', async () => {
    const clock = new FakeClock();
    const progress = ReplayProgress.open(path, identity, false, clock);
    progress.reach(1, 0);
    const saved = async () =>
      (JSON.parse(await readFile(path, 'utf8')) as { rows_acknowledged: number }).rows_acknowledged;
    expect(await saved()).toBe(0);
    clock.pass(1_000);
    progress.reach(2, 0);
    expect(await saved()).toBe(2);
  });

  it('leaves one private file, and none when it is done', async () => {
    const progress = ReplayProgress.open(path, identity, false);
    progress.save();
    expect(await readdir(folder)).toEqual(['state.json']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    progress.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps nothing when there is nothing to go on from', async () => {
    ReplayProgress.open(path, identity, false);
    const again = ReplayProgress.open(path, identity, false);
    expect(again.beginning).toBe('new');
    again.keep();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not overwrite a file that is something else', async () => {
    await writeFile(path, 'timestamp,value\n');
    expect(() => ReplayProgress.open(path, identity, true)).toThrow('does not hold the progress of a replay');
    expect(await readFile(path, 'utf8')).toBe('timestamp,value\n');
  });

  it('keeps nothing of a source that cannot be read a second time', async () => {
    const progress = ReplayProgress.unkept();
    progress.reach(5, 1);
    progress.keep();
    progress.remove();
    expect(progress).toMatchObject({ beginning: 'new', rows: 5, rejected: 1 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says before anything is sent that it cannot write', () => {
    expect(() => ReplayProgress.open(join(folder, 'no', 'state.json'), identity, false)).toThrow('cannot be kept in');
  });
});
