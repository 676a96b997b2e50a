import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../../platform/http/access/authorizer.js';
import { PERMISSIONS, type Permission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { TwinScope } from '../../../platform/http/access/twin-scope.js';

/** What is asked: may the principal do this to that? */
export interface AccessQuestion {
  /** A permission. */
  readonly action: string;
  /** The twin that it concerns, itself or what belongs to it; undefined: the tenant as a whole. */
  readonly twinId: string | undefined;
}

export interface AccessAnswer {
  readonly decision: boolean;
  /** Why not, in a word for programs and in a sentence for people; undefined: it is permitted. */
  readonly reason?: { readonly code: 'unknown-action' | 'permission' | 'twin-scope'; readonly text: string };
}

/** Answers as the guards of the routes would. */
@Injectable()
export class EvaluateAccess {
  constructor(private readonly authorizer: Authorizer) {}

  answer(principal: Principal, { action, twinId }: AccessQuestion): AccessAnswer {
    if (!isPermission(action)) {
      return refusal('unknown-action', `There is no action ${action}; they are ${PERMISSIONS.join(', ')}.`);
    }
    if (!this.authorizer.permits(principal, action)) {
      return refusal('permission', `None of the roles (${principal.roles.join(', ')}) has the permission ${action}.`);
    }
    if (twinId !== undefined && !TwinScope.of(principal).allows(twinId)) {
      return refusal('twin-scope', `The credential is limited to twins that ${twinId} is not among.`);
    }
    return { decision: true };
  }
}

function isPermission(action: string): action is Permission {
  return (PERMISSIONS as readonly string[]).includes(action);
}

function refusal(code: NonNullable<AccessAnswer['reason']>['code'], text: string): AccessAnswer {
  return { decision: false, reason: { code, text } };
}
