import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { Unreadable } from '../ingest/unreadable.js';
import { storedParts } from './domain/judged-reading.js';
import { SourceMapping } from './domain/source-mapping.js';
import { normaliseMessages } from './normalise-messages.js';

const NOW = Date.UTC(2026, 10, 20);
const MAPPING = new SourceMapping({
  name: 'gateway',
  twin: { from: '/site/line' },
  asset: { from: '/id' },
  time: { from: '/t', optional: true },
  metrics: [{ metric: 'a', from: '/values/0', scale: 1e300 }],
  quality: { from: '/q' },
});

function normalised(...messages: unknown[]) {
  const scope = TwinScope.of({ subject: 's', tenant: 't', roles: [], twins: ['line_*'] });
  const { judged, rejected } = normaliseMessages(messages, MAPPING, scope, NOW);
  return {
    taken: judged.map(({ reading }) => [reading.index, reading.twinId, reading.at]),
    refused: rejected.map(({ index, errors }) => [index, ...errors.map((fault) => `${fault.pointer} ${fault.code}`)]),
  };
}

const MESSAGE = { site: { line: 'line_1' }, id: 'oven', values: [1] };

describe('normaliseMessages', () => {
  it('keeps the place of each message, whatever becomes of it', () => {
    const unreadable = new Unreadable('malformed-json', 'not JSON');
    expect(normalised(1, MESSAGE, unreadable, { ...MESSAGE, t: NOW }, { ...MESSAGE, id: '' }, MESSAGE)).toEqual({
      taken: [
        [1, 'line_1', NOW],
        [3, 'line_1', NOW],
        [5, 'line_1', NOW],
      ],
      refused: [
        [0, ' type'],
        [2, ' malformed-json'],
        [4, '/id pattern'],
      ],
    });
  });

  it.each([
    [{ site: { line: 'plant_1' } }, '/site/line out-of-scope'],
    [{ site: {} }, '/site/line required'],
    [{ site: { line: 'a b' } }, '/site/line pattern'],
    [{ t: 8e9 }, '/t timestamp-ambiguous'],
    [{ t: 'noon' }, '/t format'],
    [{ q: 2 }, '/q maximum'],
    [{ q: 'good' }, '/q type'],
    [{ values: [1e10] }, '/values/0 type'],
    [{ values: [] }, ' minProperties'],
  ])('says in the words of the message what is wrong with %j', (change, expected) => {
    expect(normalised({ ...MESSAGE, ...change }).refused).toEqual([[0, expected]]);
  });

  it('takes or refuses any message, and gives what it takes a quality from 0 to 1', () => {
    const id = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b') }, fc.jsonValue());
    const number = fc.oneof({ weight: 5, arbitrary: fc.double({ min: -1, max: 1 }) }, fc.jsonValue());
    const message = fc.record(
      { site: fc.record({ line: id }), id, t: number, values: fc.array(number), q: number },
      { requiredKeys: ['site', 'id'] },
    );
    const scope = TwinScope.of({ subject: 's', tenant: 't', roles: [], twins: undefined });
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: message }, fc.jsonValue())), (messages) => {
        const { judged, rejected } = normaliseMessages(messages, MAPPING, scope, NOW);
        const places = [...judged.map(({ reading }) => reading.index), ...rejected.map(({ index }) => index)];
        expect(places.sort((a, b) => a - b)).toEqual(messages.map((_, i) => i));
        for (const { quality } of judged.flatMap(storedParts)) expect(quality >= 0 && quality <= 1).toBe(true);
      }),
    );
  });
});
