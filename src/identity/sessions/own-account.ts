import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { Users, type User } from '../users/users.js';

/** Finds the user whom the caller has logged in as. */
@Injectable()
export class OwnAccount {
  constructor(private readonly users: Users) {}

  /**
   * Keys, tokens of the command line and of an identity provider are of no user here, even where they have the name of
   * one: only a token of a login will do.
   * @throws ProblemError 403 for any other credential
   */
  async of({ tenant, subject, session }: Principal): Promise<User & { readonly session: string }> {
    const user = session === undefined ? undefined : await this.users.find(tenant, subject);
    if (session !== undefined && user) return { ...user, session };
    throw new ProblemError('forbidden', 'This is about the account of a user: it needs a token of POST /auth/login.');
  }
}
