/**
 * What a route asks of a request, as src/platform/http/access/permission.decorator.ts has it; `optional` is public too, but
 * a credential that is sent must be valid; `login` takes the token of a login, and none that was minted, nor a key.
 */
export type Access =
  | 'public'
  | 'optional'
  | 'login'
  | 'authenticated'
  | 'read'
  | 'propose'
  | 'approve'
  | 'execute'
  | 'simulate'
  | 'ingest'
  | 'administer';

/** What somebody gets who has the permission, but to whom nothing that is asked for belongs. */
export type Foreign =
  /** It is as if it did not exist: 404. */
  | 'nothing'
  /** Such a credential may not do this at all: 403. */
  | 'forbidden'
  /** An answer, in which nothing is of what belongs to others. */
  | 'own'
  /** The same answer as everybody of the tenant. */
  | 'shared';

export interface AccessRow {
  readonly access: Access;
  /** An admin of another tenant, who asks with the ids of this one. */
  readonly otherTenant: Foreign;
  /** An admin of this tenant whose credential is limited to another twin. */
  readonly otherTwin: Foreign;
  readonly query?: string;
  /** What is posted, so that it is about something that belongs to somebody. */
  readonly body?: unknown;
}

const OPEN: AccessRow = { access: 'public', otherTenant: 'own', otherTwin: 'own' };

function row(access: Access, otherTenant: Foreign, otherTwin: Foreign, body?: unknown): AccessRow {
  return { access, otherTenant, otherTwin, ...(body !== undefined && { body }) };
}

/** What users do with their own account. */
const account = (body?: unknown): AccessRow => row('login', 'forbidden', 'forbidden', body);
/** Everybody of the tenant sees it, whatever the twins. */
const shared = (access: Access): AccessRow => row(access, 'nothing', 'shared');
/** A list of what the caller may see. */
const list = (access: Access): AccessRow => row(access, 'own', 'own');
/** A list of what everybody of the tenant sees, whatever the twins. */
const sharedList = (access: Access): AccessRow => row(access, 'own', 'shared');
/** Something that belongs to a twin. */
const ofTwin = (access: Access, body?: unknown): AccessRow => row(access, 'nothing', 'nothing', body);
/** Something to be made for a twin, which a credential for others may not do. */
const forTwin = (access: Access, body: unknown): AccessRow => row(access, 'own', 'forbidden', body);
/** Something that concerns every twin of the tenant, which a credential for some of them may not change. */
const whole = (access: Access): AccessRow => row(access, 'nothing', 'forbidden');

const PASSWORD = 'a long enough password';
const TENANT = { id: 'guarded', name: 'A site', first_admin: { username: 'somebody', password: PASSWORD } };
const READING = { twin_id: '{twin_id}', asset_id: '{asset_id}', metrics: { temperature: 85 } };
const DEED = { target: '{asset_id}', type: 'set_parameter', params: { temperature: 80 } };
const PROPOSAL = { twin_id: '{twin_id}', summary: 'Cool it', evidence: [], recommended_action: DEED };
const ACTION = { twin_id: '{twin_id}', ...DEED };

/** Every route of the API, and who gets what there. A route that is not named fails the test. */
export const ACCESS_TABLE: Readonly<Record<string, AccessRow>> = {
  'GET /health/live': OPEN,
  'GET /health/ready': OPEN,
  'GET /problems': OPEN,
  'GET /problems/{code}': OPEN,
  'GET /.well-known/aiw-manifest.json': OPEN,
  'GET /.well-known/api-catalog': OPEN,
  'GET /asyncapi.json': OPEN,
  'GET /schemas': { ...OPEN, access: 'optional' },
  'GET /schemas/{name}': { ...OPEN, access: 'optional' },
  'POST /schemas': row('administer', 'own', 'forbidden'),

  'POST /auth/login': OPEN,
  'POST /auth/refresh': OPEN,
  'POST /auth/logout': account(),
  'POST /auth/password': account({ current_password: PASSWORD, new_password: `${PASSWORD}, too` }),
  'POST /auth/second-factor': account(),
  'POST /auth/second-factor/confirm': account({ code: '123456' }),
  'DELETE /auth/second-factor': account({ password: PASSWORD, code: '123456' }),
  'GET /auth/me': list('authenticated'),
  'GET /users': row('administer', 'own', 'forbidden'),
  'POST /users': row('administer', 'own', 'forbidden', { username: 'somebody', password: PASSWORD, roles: ['viewer'] }),
  'GET /users/{user_id}': whole('administer'),
  'PATCH /users/{user_id}': whole('administer'),
  'DELETE /users/{user_id}': whole('administer'),
  'POST /users/{user_id}/password': { ...whole('administer'), body: { password: PASSWORD } },
  'DELETE /users/{user_id}/second-factor': whole('administer'),
  'GET /users/{user_id}/logins': whole('administer'),
  'GET /api-keys': sharedList('administer'),
  'POST /api-keys': row('administer', 'own', 'own'),
  'GET /api-keys/{key_id}': shared('administer'),
  'DELETE /api-keys/{key_id}': whole('administer'),
  'GET /roles': sharedList('read'),
  'GET /roles/{name}': shared('read'),
  'PUT /roles/{name}': row('administer', 'own', 'forbidden', { permissions: ['read'] }),
  'DELETE /roles/{name}': row('administer', 'own', 'forbidden'),
  'POST /access/v1/evaluation': list('authenticated'),
  'POST /access/v1/evaluations': list('authenticated'),
  'GET /tenants': whole('administer'),
  'POST /tenants': { ...whole('administer'), body: TENANT },
  'GET /tenants/{tenant_id}': whole('administer'),
  'PATCH /tenants/{tenant_id}': whole('administer'),

  'GET /twins': list('read'),
  'GET /twins/{twin_id}': ofTwin('read'),
  'GET /twins/{twin_id}/assets/{asset_id}': ofTwin('read'),

  'POST /telemetry/ingest': row('ingest', 'own', 'forbidden', READING),
  'POST /api/v2/write': row('ingest', 'own', 'own'),
  'POST /v1/metrics': row('ingest', 'own', 'own'),
  'GET /telemetry/sources': sharedList('read'),
  'POST /telemetry/sources': row('administer', 'own', 'forbidden'),
  'GET /telemetry/sources/{name}': shared('read'),
  'POST /telemetry/sources/dry-run': row('ingest', 'own', 'own'),
  'GET /telemetry/query': list('read'),
  'GET /telemetry/latest': list('read'),
  'GET /telemetry/aggregate': list('read'),
  'GET /telemetry/adapters': sharedList('read'),
  'POST /telemetry/adapters': row('administer', 'own', 'forbidden'),
  'GET /telemetry/adapters/{name}': shared('read'),
  'PUT /telemetry/adapters/{name}': whole('administer'),
  'DELETE /telemetry/adapters/{name}': whole('administer'),
  'POST /telemetry/adapters/test': row('administer', 'own', 'forbidden'),
  'POST /telemetry/adapters/{name}/test': whole('administer'),
  'GET /anomalies': list('read'),
  'GET /anomalies/{anomaly_id}': ofTwin('read'),
  'POST /anomalies/{anomaly_id}/ack': ofTwin('propose'),

  'GET /sim/scenarios': sharedList('read'),
  'POST /sim/scenarios': row('simulate', 'own', 'own'),
  'GET /sim/scenarios/{name}': shared('read'),
  'POST /sim/run': forTwin('simulate', { twin_id: '{twin_id}', scenario: 'hold-or-move-setpoint' }),
  'GET /sim': list('read'),
  'GET /sim/{sim_id}': ofTwin('read'),

  'GET /policies': sharedList('read'),
  'POST /policies': row('administer', 'own', 'forbidden'),
  'GET /policies/{policy_id}': shared('read'),
  'POST /policies/{policy_id}/publish': whole('administer'),
  'GET /decisions': list('read'),
  'GET /decisions/{decision_id}': ofTwin('read'),
  'GET /proposals': list('read'),
  'POST /proposals': forTwin('propose', PROPOSAL),
  'GET /proposals/{proposal_id}': ofTwin('read'),
  'POST /proposals/{proposal_id}/approve': ofTwin('approve', { digest: `sha256:${'0'.repeat(64)}` }),
  'POST /proposals/{proposal_id}/reject': ofTwin('approve', { reason: 'no' }),
  'GET /actions': list('read'),
  'POST /actions': forTwin('execute', ACTION),
  'GET /actions/{action_id}': ofTwin('read'),

  // That somebody asked for what is not there is told them, too.
  'GET /audit': { ...list('administer'), query: '?kind=event' },
  'GET /audit/verify': row('administer', 'own', 'own'),
  'GET /dead-letters': list('administer'),
  'POST /dead-letters/{consumer}/{position}/replay': row('administer', 'nothing', 'nothing'),
  'GET /snapshot': list('read'),
  'GET /diff': list('read'),
  'GET /subscribe': list('read'),
  'GET /r/{type}/{id}': ofTwin('read'),
};
