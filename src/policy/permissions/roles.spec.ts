import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../platform/http/access/permission.decorator.js';
import { ROLES, rolesPermit } from './roles.js';

function permitted(...roles: string[]): string[] {
  return PERMISSIONS.filter((permission) => rolesPermit(roles, permission));
}

describe('rolesPermit', () => {
  it('gives a supervisor everything that an agent may do, and approval', () => {
    expect(permitted('supervisor')).toEqual(expect.arrayContaining([...permitted('agent'), 'approve']));
  });

  it('lets only an admin administer', () => {
    expect(Object.keys(ROLES).filter((role) => rolesPermit([role], 'administer'))).toEqual(['admin']);
  });

  it('permits nothing to unknown roles and to names of object prototypes', () => {
    expect(permitted('root', 'constructor', '__proto__')).toEqual([]);
  });

  it('adds up several roles', () => {
    expect(permitted('viewer', 'executor').sort()).toEqual(['execute', 'ingest', 'read']);
  });
});
