import { PROBLEMS, type ProblemKind } from './catalogue.js';

/** The text of `docs/errors.md`. */
export function errorsGuide(): string {
  const rows = (Object.entries(PROBLEMS) as [string, ProblemKind][]).map(
    ([code, { status, title, about }]) => `| \`${code}\` | ${status} | ${title} | ${about} |`,
  );
  return [
    '# Errors',
    '',
    'Every error is an `application/problem+json` document (RFC 9457):',
    '',
    '```json',
    '{',
    '  "type": "/problems/validation-failed",',
    '  "title": "The request does not fit its schema",',
    '  "status": 422,',
    '  "detail": "The request does not fit its schema; see errors.",',
    '  "instance": "req_01M7VWR2FTWQ05MGSQR95P3ZXD",',
    '  "errors": [{ "pointer": "/z", "code": "unknown-field", "message": "z is not a known field" }]',
    '}',
    '```',
    '',
    '`instance` is the request id, which `X-Request-Id` carries too. `errors` holds every fault of the request, not the first. The',
    'server itself documents each problem at `GET /problems/{code}`.',
    '',
    '| code | status | title | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
