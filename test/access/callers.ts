import { AccessTokens } from '../../src/identity/tokens/access-tokens.js';
import { secretKey } from '../../src/identity/tokens/signing-secret.js';
import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import type { Access, AccessRow, Foreign } from './access-table.js';
import { OTHER_TENANT } from './plant.js';

/** What becomes of a request: refused for its credential, for its permission, taken, or as the row says of foreigners. */
export type Outcome = 'unauthenticated' | 'taken' | Foreign;

export interface Caller {
  readonly name: string;
  readonly tenant: string;
  readonly authorization: string | undefined;
  expects(row: AccessRow): Outcome;
}

/** What needs no permission. */
const OPEN: readonly Access[] = ['public', 'optional', 'authenticated'];

const PERMITTED: Readonly<Record<string, readonly Access[]>> = {
  viewer: ['read'],
  agent: ['read', 'propose', 'simulate'],
  executor: ['read', 'execute', 'ingest'],
  supervisor: ['read', 'propose', 'simulate', 'approve'],
  admin: ['read', 'propose', 'approve', 'execute', 'simulate', 'ingest', 'administer'],
};

/** Everybody who may knock: without a credential or with a bad one, from elsewhere, and each role, whole and limited. */
export function callers(server: OpsTwinProcess): Caller[] {
  const principal = { subject: 'forger', tenant: 'default', roles: ['admin'], twins: undefined };
  const forged = new AccessTokens(secretKey('another secret than that of the server')).issue(principal);
  const bad = (name: string, token: string | undefined): Caller => ({
    name,
    tenant: 'default',
    authorization: token === undefined ? undefined : `Bearer ${token}`,
    expects: ({ access }) =>
      access === 'public' || (access === 'optional' && token === undefined) ? 'taken' : 'unauthenticated',
  });
  const roles = Object.entries(PERMITTED).flatMap(([role, permissions]): Caller[] => {
    const permits = ({ access }: AccessRow): boolean => OPEN.includes(access) || permissions.includes(access);
    return [
      {
        name: `${role} limited to another twin`,
        tenant: 'default',
        authorization: `Bearer ${server.token(role, { twins: ['another_*'] })}`,
        expects: (row) => (permits(row) ? row.otherTwin : 'forbidden'),
      },
      {
        name: role,
        tenant: 'default',
        authorization: `Bearer ${server.token(role)}`,
        expects: (row) => (permits(row) ? 'taken' : 'forbidden'),
      },
    ];
  });
  return [
    bad('nobody', undefined),
    bad('a malformed token', 'nonsense'),
    bad('an expired token', server.token('admin', { lifetime: -60 })),
    bad('a forged token', forged),
    {
      name: 'an admin of another tenant',
      tenant: OTHER_TENANT,
      authorization: `Bearer ${server.token('admin', { tenant: OTHER_TENANT })}`,
      expects: (row) => row.otherTenant,
    },
    ...roles.filter(({ name }) => name.includes('limited')),
    ...roles.filter(({ name }) => !name.includes('limited')),
  ];
}
