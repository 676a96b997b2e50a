import { Global, Module } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { RoleAuthorizer } from './role-authorizer.js';

/**
 * Lets every door ask what a principal may do. Apart from the policy module, since what is global is bootstrapped
 * before all others, and that module's first policy needs the command handlers to be registered.
 */
@Global()
@Module({ providers: [{ provide: Authorizer, useClass: RoleAuthorizer }], exports: [Authorizer] })
export class PermissionsModule {}
