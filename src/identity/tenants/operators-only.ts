import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { OPERATORS_TENANT } from './tenant.js';

/**
 * Other tenants do not come to know that there are any: to them there is no such path.
 * @throws ProblemError 404 outside the operators' tenant, 403 for a credential that is limited to some twins
 */
export function requireOperator(principal: Principal): void {
  if (principal.tenant !== OPERATORS_TENANT) throw new ProblemError('not-found', 'There is no such resource.');
  if (TwinScope.of(principal).likePatterns === null) return;
  throw new ProblemError('forbidden', 'Your credential is limited to some twins, and tenants concern all of them.');
}
