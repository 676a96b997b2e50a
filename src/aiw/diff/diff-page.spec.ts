import { describe, expect, it } from '@jest/globals';
import { diffText } from './diff-page.js';

const HASH = 'ab'.repeat(32);

describe('diffText', () => {
  it('is JSON that carries the stored bodies unchanged', () => {
    const body = '{"data":{"note":"ü \\u0007 \\"x\\""},"id":"evt_1","type":"TwinCreated"}';
    const event = { tenant: 'default', position: 7, type: 'TwinCreated', twinId: 'a', hash: HASH, body };
    const text = diffText({ since: 5, until: 9, hash: HASH, head: 12, events: [event] });
    expect(text).toContain(body.slice(1));
    expect(JSON.parse(text)).toEqual({
      since: '0000000000000005',
      next_cursor: '0000000000000009',
      has_more: true,
      head: '0000000000000012',
      hash: HASH,
      events: [{ ...(JSON.parse(body) as object), cursor: '0000000000000007', hash: HASH }],
    });
  });

  it('has no more when it looked as far as the log goes', () => {
    const page = { since: 0, until: 0, hash: HASH, head: 0, events: [] };
    expect(JSON.parse(diffText(page))).toMatchObject({ next_cursor: '0000000000000000', has_more: false, events: [] });
  });
});
