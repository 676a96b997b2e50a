export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do about it; served at `/problems/{code}`. */
  readonly about: string;
}

/** Every problem that the API answers with, by code (RFC 9457). `docs/errors.md` is made from it. */
export const PROBLEMS = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    about: 'The body is not valid JSON, or the request is not valid HTTP. Send well-formed JSON.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is malformed',
    about: 'Cursors are opaque: use them exactly as an event, a diff or a hello gave them.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid credential is needed',
    about:
      'Send `Authorization: Bearer <token>` with a token from `POST /auth/login`, or an API key in `X-API-Key`, that has ' +
      'neither expired nor been revoked.',
  },
  'invalid-credentials': {
    status: 401,
    title: 'The user name, the password or the code is wrong',
    about: 'The answer is the same for an unknown user, a wrong password, a wrong code and a disabled user.',
  },
  'invalid-refresh-token': {
    status: 401,
    title: 'The refresh token is not good',
    about: 'It is unknown, has expired or was used, or its session has ended. Log in again at `POST /auth/login`.',
  },
  'second-factor-required': {
    status: 401,
    title: 'The second factor is needed',
    about: 'The password is right. Send it again with `code`: the six digits of the authenticator, or a recovery code.',
  },
  forbidden: {
    status: 403,
    title: 'The credential does not permit this',
    about: 'Your roles do not include the permission that this route needs, or your token is limited to other twins.',
  },
  'tenant-disabled': {
    status: 403,
    title: 'The tenant is disabled',
    about: 'The operators of the site have disabled your tenant. Nothing of it is lost; they can enable it again.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such resource',
    about: 'The id is unknown in your tenant, or the path is not served.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not served here',
    about: 'The path exists with other methods only.',
  },
  'not-acceptable': {
    status: 406,
    title: 'It is not served in a form that you accept',
    about: 'The detail names the media types that are served. Name one of them in `Accept`, or send no `Accept`.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not come in time',
    about:
      'The connection was closed while its request was still on its way. Send it again, faster or in smaller parts.',
  },
  conflict: {
    status: 409,
    title: 'The state of the resource does not allow this',
    about: 'The detail says which state it is in. Read it again before you decide what to do.',
  },
  'cursor-ahead': {
    status: 409,
    title: 'The cursor is ahead of the log',
    about: 'The log has not reached this position: the cursor is from another server, or the log was restored.',
  },
  'digest-mismatch': {
    status: 409,
    title: 'The digest is not that of this proposal',
    about: 'What would run is not what you read. Read the proposal again and decide on its present digest.',
  },
  'incompatible-schema': {
    status: 409,
    title: 'The schema is not backward compatible',
    about:
      'Each entry of `breaks` says why what fitted the version in `compared_with` may not fit this one. Change the schema, ' +
      'or register it with `?compatibility=none`, which keeps a record of the breaks.',
  },
  'proposal-settled': {
    status: 409,
    title: 'The proposal is settled',
    about: 'It was approved, rejected, modified or has expired; nothing more can be decided on it.',
  },
  'cursor-expired': {
    status: 410,
    title: 'The events after the cursor are no longer kept',
    about:
      'Read the state anew at `GET /snapshot`, which `links` names, and follow from its cursor. `oldest_cursor` is where ' +
      'the log that is kept begins.',
  },
  'precondition-failed': {
    status: 412,
    title: 'The resource has changed since it was read',
    about: 'Its ETag is not the one in `If-Match`. Read it again, and decide whether your change still fits.',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    about: 'Send less in one request; the limits are in the manifest.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The URL is too long',
    about: 'Ask for less at a time: fewer ids, types or series in one query.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not served here',
    about: 'Send `application/json`, or what the route documents.',
  },
  'validation-failed': {
    status: 422,
    title: 'The request does not fit its schema',
    about: 'Each entry of `errors` has a JSON pointer to a faulty place, a code, and what was expected.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    about:
      'Wait as `Retry-After` says. `RateLimit-Policy` tells how many requests (`q`) are permitted in how many seconds ' +
      '(`w`), and `RateLimit` how many are left (`r`) until when (`t`).',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large or too many',
    about: 'Send fewer or smaller headers: often it is a cookie or a token that has grown.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    about: 'The request id in `instance` finds the fault in the logs.',
  },
  unavailable: {
    status: 503,
    title: 'The server cannot take this now',
    about: 'It is starting, stopping or full. Try again as `Retry-After` says; nothing was half done.',
  },
  'database-unavailable': {
    status: 503,
    title: 'The database cannot be reached',
    about: 'Nothing was stored. Try again as `Retry-After` says.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
