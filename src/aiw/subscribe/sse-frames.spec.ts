import { describe, expect, it } from '@jest/globals';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { commentFrame, eventFrame, heartbeatFrame, helloFrame } from './sse-frames.js';

function parsed(text: string): { messages: EventSourceMessage[]; comments: string[]; retry: number | undefined } {
  const messages: EventSourceMessage[] = [];
  const comments: string[] = [];
  let retry: number | undefined;
  const parser = createParser({
    onEvent: (message) => messages.push(message),
    onComment: (comment) => comments.push(comment),
    onRetry: (ms) => (retry = ms),
  });
  parser.feed(text);
  return { messages, comments, retry };
}

const event = {
  tenant: 'default',
  position: 3,
  type: 'TwinCreated',
  twinId: 'a',
  hash: 'cd'.repeat(32),
  body: '{"data":{"note":"line\\nbreak ü"},"id":"evt_1"}',
};

describe('frames of the event stream', () => {
  it('carry an event with its cursor, its type and its JSON', () => {
    const [message] = parsed(eventFrame(event)).messages;
    expect(message).toMatchObject({ id: '0000000000000003', event: 'TwinCreated' });
    expect(JSON.parse(message?.data ?? '')).toEqual({
      id: 'evt_1',
      data: { note: 'line\nbreak ü' },
      cursor: '0000000000000003',
      hash: 'cd'.repeat(32),
    });
  });

  it('begin with where the stream starts and how long to wait before coming again', () => {
    const { messages, retry } = parsed(helloFrame(2, 9, 2000));
    expect(retry).toBe(2000);
    expect(messages).toEqual([
      { id: '0000000000000002', event: 'hello', data: '{"cursor":"0000000000000002","head":"0000000000000009"}' },
    ]);
  });

  it('are no events when they are signs of life or comments', () => {
    const { messages, comments } = parsed(heartbeatFrame() + heartbeatFrame(5) + commentFrame('bye'));
    expect(messages).toEqual([]);
    expect(comments).toEqual(['', '', 'bye']);
  });
});
