import { afterEach, describe, expect, it } from '@jest/globals';
import { answer, startLocalServer, type LocalServer } from '../client/local-server.fixture.js';
import { verifyLog } from './verify-log.js';

let server: LocalServer;

afterEach(() => server.close());

function cursor(position: number): string {
  return String(position).padStart(16, '0');
}

/** A server whose log holds the positions after `since` up to `head`, and breaks at one of them if told so. */
async function serve({
  since = 0,
  head,
  broken,
}: {
  since?: number;
  head: number;
  broken?: number;
}): Promise<string[]> {
  const asked: string[] = [];
  server = await startLocalServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/diff') {
      answer(response, 200, { since: cursor(since), head: cursor(head) });
      return;
    }
    const [from, to] = [url.searchParams.get('from'), url.searchParams.get('to')];
    asked.push(`${from ? String(Number(from)) : ''}-${to ? String(Number(to)) : ''}`);
    const first = from ? Number(from) : since + 1;
    const last = to ? Number(to) : head;
    const found = broken !== undefined && broken >= first && broken <= last;
    const checked = (found ? broken - 1 : last) - first + 1;
    const fault = found ? { first_break: cursor(broken), reason: 'changed' } : {};
    answer(response, 200, { ok: !found, from: cursor(first), to: cursor(last), checked, head_hash: 'h', ...fault });
  });
  return asked;
}

describe('verifyLog', () => {
  it('asks for stretches, the last of which has no end, so that the head is checked too', async () => {
    const asked = await serve({ head: 250_000 });
    const progress: number[] = [];
    const verdict = await verifyLog(server, {}, (checked) => progress.push(checked));
    expect(asked).toEqual(['-100000', '100001-200000', '200001-']);
    expect(verdict).toMatchObject({ ok: true, checked: 250_000, from: cursor(1), to: cursor(250_000) });
    expect(progress).toEqual([100_000, 200_000, 250_000]);
  });

  it('begins at the oldest kept event, or where it is told, and ends where it is told', async () => {
    const asked = await serve({ since: 500, head: 150_000 });
    await verifyLog(server, {});
    expect(asked).toEqual(['-100500', '100501-']);
    await verifyLog(server, { from: cursor(1000), to: cursor(1500) });
    expect(asked.at(-1)).toBe('1000-1500');
  });

  it('stops at the first break', async () => {
    const asked = await serve({ head: 900_000, broken: 150_000 });
    const verdict = await verifyLog(server, {});
    expect(asked).toEqual(['-100000', '100001-200000']);
    expect(verdict).toMatchObject({ ok: false, checked: 149_999, first_break: cursor(150_000), reason: 'changed' });
  });

  it('checks an empty log', async () => {
    await serve({ head: 0 });
    expect(await verifyLog(server, {})).toMatchObject({ ok: true, checked: 0 });
  });
});
