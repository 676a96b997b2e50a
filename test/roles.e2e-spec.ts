import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';

interface Role {
  readonly name: string;
  readonly effective: readonly string[];
  readonly revision: number;
}

let server: OpsTwinProcess;
let admin: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  admin = server.token('admin');
});

afterAll(async () => {
  await server.stop();
});

function define(name: string, body: object, token = admin, headers: Record<string, string> = {}) {
  return server.request<Role>('PUT', `/roles/${name}`, { token, body, headers });
}

describe('roles', () => {
  it('are the five, and those of the tenant, with all that they permit', async () => {
    const made = await define('shift-lead', { permissions: ['approve'], inherits: ['viewer'] });
    expect([made.status, made.body.effective]).toEqual([201, ['read', 'approve']]);
    const { body } = await server.get<{ items: Role[] }>('/roles', server.token('shift-lead'));
    expect(body.items.map(({ name }) => name)).toEqual([
      'viewer',
      'agent',
      'executor',
      'supervisor',
      'admin',
      'shift-lead',
    ]);
    expect(body.items.at(4)?.effective).toHaveLength(7);
  });

  it('count from the answer on, and no more once they are changed or removed', async () => {
    const night = server.token('night');
    expect((await server.get('/twins', night)).status).toBe(403);
    await define('night', { permissions: ['read'] });
    expect((await server.get('/twins', night)).status).toBe(200);
    expect((await server.get('/twins', server.token('night', { tenant: 'another' }))).status).toBe(403);
    await define('night', { permissions: ['simulate'] });
    expect((await server.get('/twins', night)).status).toBe(403);
    await define('night', { permissions: ['read'] });
    expect((await server.request('DELETE', '/roles/night', { token: admin })).status).toBe(204);
    expect((await server.get('/twins', night)).status).toBe(403);
  });

  it('are kept over a restart', async () => {
    await define('kept', { permissions: ['read'] });
    await server.terminate();
    await server.restart();
    expect((await server.get('/twins', server.token('kept'))).status).toBe(200);
  });

  it('are refused where they make no sense, each fault by its place', async () => {
    await define('parent', { permissions: ['read'] });
    await define('child', { permissions: [], inherits: ['parent'] });
    const circle = await define('parent', { permissions: ['read'], inherits: ['child', 'unheard-of'] });
    expect([circle.status, circle.text]).toEqual([422, expect.stringContaining('"/inherits/1"')]);
    expect(circle.text).toContain('inherit from itself');
    expect((await define('x', { permissions: ['fly'] })).status).toBe(422);
    expect((await define('9', { permissions: [] })).status).toBe(422);
    expect((await define('viewer', { permissions: ['administer'] })).status).toBe(409);
    expect((await server.request('DELETE', '/roles/admin', { token: admin })).status).toBe(409);
    expect((await server.request('DELETE', '/roles/parent', { token: admin })).status).toBe(409);
    expect((await server.request('DELETE', '/roles/unheard-of', { token: admin })).status).toBe(404);
  });

  it('permit no more than their maker may', async () => {
    await define('role-admin', { permissions: ['administer', 'read'] });
    const maker = server.token('role-admin');
    expect((await define('loophole', { permissions: ['execute'] }, maker)).status).toBe(403);
    expect((await define('role-admin', { permissions: ['administer'], inherits: ['executor'] }, maker)).status).toBe(
      403,
    );
    expect((await define('harmless', { permissions: ['read'] }, maker)).status).toBe(201);
    const limited = server.token('admin', { twins: ['line_*'] });
    expect((await define('anything', { permissions: ['read'] }, limited)).status).toBe(403);
  });

  it('change only as they were read, when that is asked for', async () => {
    await define('versioned', { permissions: ['read'] });
    const { headers } = await server.get('/roles/versioned', admin);
    const etag = headers.get('etag') ?? '';
    expect((await define('versioned', { permissions: [] }, admin, { 'if-match': etag })).status).toBe(200);
    expect((await define('versioned', { permissions: ['read'] }, admin, { 'if-match': etag })).status).toBe(412);
  });
});

describe('questions about access', () => {
  const resource = { type: 'twin', id: 'line_1' };

  function asked(token: string, subject: object, action: string, about: object = resource) {
    const body = { subject, action: { name: action }, resource: about };
    return server.post<{ decision: boolean; context?: { reason: { code: string } } }>(
      '/access/v1/evaluation',
      body,
      token,
    );
  }

  it('are answered as the guards would', async () => {
    const agent = server.token('agent', { twins: ['line_*'] });
    const self = { type: 'user', id: 'agent' };
    expect((await asked(agent, self, 'propose')).body).toEqual({ decision: true });
    expect((await asked(agent, self, 'execute')).body).toMatchObject({
      decision: false,
      context: { reason: { code: 'permission' } },
    });
    const other = { type: 'proposal', id: 'prop_1', properties: { twin_id: 'oven_1' } };
    expect((await asked(agent, self, 'propose', other)).body.context?.reason.code).toBe('twin-scope');
    expect((await asked(agent, self, 'fly')).body.context?.reason.code).toBe('unknown-action');
    expect((await asked(agent, self, 'read', { type: 'tenant', id: 'default' })).body.decision).toBe(true);
    // Whoever may do nothing at all may ask.
    expect((await asked(server.token('nobody'), { type: 'user', id: 'nobody' }, 'read')).body.decision).toBe(false);
  });

  it('about others are an admin’s', async () => {
    const somebody = { type: 'user', id: 'ada', properties: { roles: ['executor'], twins: ['line_*'] } };
    expect((await asked(admin, somebody, 'execute')).body.decision).toBe(true);
    expect((await asked(admin, somebody, 'approve')).body.decision).toBe(false);
    expect((await asked(server.token('viewer'), somebody, 'read')).status).toBe(403);
    expect((await asked(admin, { type: 'user', id: 'ada' }, 'read')).status).toBe(422);
    expect((await asked(admin, somebody, 'read', { type: 'proposal', id: 'prop_1' })).status).toBe(422);
  });

  it('can be many, until one settles it', async () => {
    const several = (evaluations_semantic: string) =>
      server.post<{ evaluations: { decision: boolean }[] }>(
        '/access/v1/evaluations',
        {
          subject: { type: 'user', id: 'viewer' },
          resource,
          evaluations: [{ action: { name: 'read' } }, { action: { name: 'execute' } }, { action: { name: 'read' } }],
          options: { evaluations_semantic },
        },
        server.token('viewer'),
      );
    const decisions = async (semantic: string) =>
      (await several(semantic)).body.evaluations.map(({ decision }) => decision);
    expect(await decisions('execute_all')).toEqual([true, false, true]);
    expect(await decisions('deny_on_first_deny')).toEqual([true, false]);
    expect(await decisions('permit_on_first_permit')).toEqual([true]);
    expect((await several('coin')).status).toBe(422);
    const missing = { subject: { type: 'user', id: 'viewer' }, evaluations: [{ resource }] };
    const { status, text } = await server.post('/access/v1/evaluations', missing, server.token('viewer'));
    expect([status, text]).toEqual([422, expect.stringContaining('/evaluations/0/action')]);
  });
});
