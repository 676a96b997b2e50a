import { describe, expect, it } from '@jest/globals';
import { acceptedType } from './accepted-type.js';

const JSON_TYPE = 'application/json';
const BATCH = 'application/cloudevents-batch+json';

describe('acceptedType', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['APPLICATION/JSON; charset=utf-8', JSON_TYPE],
    [BATCH, BATCH],
    [`${BATCH}, */*`, BATCH],
    [`${BATCH}, */*;q=0.8`, BATCH],
    [`*/*;q=0.8, ${BATCH};q=0.5`, JSON_TYPE],
    [`application/json;q=0, */*`, BATCH],
    [`application/json;q=0.2, ${BATCH};q=0.3`, BATCH],
    [`application/json, ${BATCH}`, JSON_TYPE],
    ['text/html, application/xhtml+xml, */*;q=0.1', JSON_TYPE],
    ['text/html', undefined],
    ['application/cloudevents+json', undefined],
    ['application/json;q=0', undefined],
    ['application/json;q=nonsense', undefined],
    ['nonsense', undefined],
    ['text/event-stream', undefined],
  ])('takes Accept: %p for %p', (header, type) => {
    expect(acceptedType(header, [JSON_TYPE, BATCH])).toBe(type);
  });
});
