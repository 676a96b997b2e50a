import { Global, Module } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { RoleAuthorizer } from './role-authorizer.js';
import { CustomRoles } from './roles/custom-roles.js';
import { RoleBook } from './roles/role-book.js';

/**
 * Lets every door ask what a principal may do. Apart from the policy module, since what is global is bootstrapped
 * before all others, and that module's first policy needs the command handlers to be registered.
 */
@Global()
@Module({
  providers: [CustomRoles, RoleBook, { provide: Authorizer, useClass: RoleAuthorizer }],
  exports: [Authorizer, CustomRoles, RoleBook],
})
export class PermissionsModule {}
