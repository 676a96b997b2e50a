import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { credentialOf } from '../../platform/http/access/credential-verifier.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { SIGNING_SECRET } from './signing-secret.js';
import { AUDIENCE, ISSUER, principalOf } from './token-claims.js';

/** Authenticates by the access token of a request. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(@Inject(SIGNING_SECRET) secret: KeyObject) {
    super({
      jwtFromRequest: ({ headers }: FastifyRequest) => credentialOf(headers) ?? null,
      // The types know no key objects; the library hands whatever it gets to jsonwebtoken, which does.
      secretOrKey: secret as unknown as Buffer,
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      ignoreExpiration: false,
    });
  }

  /** Called with the claims of a token whose signature and times are good. */
  validate(claims: unknown): Principal | false {
    return principalOf(claims) ?? false;
  }
}
