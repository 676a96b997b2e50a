import { describe, expect, it } from '@jest/globals';
import { problemText, readProblem } from './problem-document.js';

describe('readProblem', () => {
  it('takes title, detail and faults from a problem document', async () => {
    const body = {
      title: 'Validation failed',
      detail: 'Two readings are wrong.',
      errors: [
        { pointer: '/0/ts', code: 'format', message: 'must be a time' },
        { pointer: '/1/metrics', code: 'required' },
      ],
    };
    const problem = await readProblem(new Response(JSON.stringify(body), { status: 422 }));
    expect(problemText(problem)).toBe(
      '422 Validation failed: Two readings are wrong.\n  /0/ts must be a time\n  /1/metrics required',
    );
  });

  it('makes do with the status when the body is no problem document', async () => {
    const response = new Response('<html>', { status: 502, statusText: 'Bad Gateway' });
    expect(problemText(await readProblem(response))).toBe('502 Bad Gateway');
  });

  it('counts the faults beyond the tenth', async () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({ pointer: `/${index}`, message: 'is wrong' }));
    const text = problemText(await readProblem(new Response(JSON.stringify({ title: 'No', errors }), { status: 422 })));
    expect(text.split('\n')).toHaveLength(12);
    expect(text).toMatch(/and 2 more$/);
  });
});
