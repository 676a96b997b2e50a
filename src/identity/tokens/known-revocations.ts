import type { Principal } from '../../platform/http/access/principal.js';

export type RevokedKind = 'subject' | 'session' | 'key';

export interface Revocation {
  readonly tenant: string;
  readonly kind: RevokedKind;
  readonly id: string;
  readonly at: Date;
}

type Moments = Map<string, number>;

/** The revocations that this process knows of, in memory: every request and every message asks. */
export class KnownRevocations {
  private readonly tenants = new Map<string, Record<RevokedKind, Moments>>();

  add({ tenant, kind, id, at }: Revocation): void {
    const moments = this.of(tenant)[kind];
    moments.set(id, Math.max(at.getTime(), moments.get(id) ?? -Infinity));
  }

  /**
   * A session or key that is revoked is so for good. A subject may come back: what was issued to it after the revocation
   * is good again.
   * @param issuedAt undefined when the credential does not say, which counts as before everything
   */
  cover({ tenant, subject, session, key }: Principal, issuedAt: Date | undefined): boolean {
    const revoked = this.tenants.get(tenant);
    if (!revoked) return false;
    if (session !== undefined && revoked.session.has(session)) return true;
    if (key !== undefined && revoked.key.has(key)) return true;
    const at = revoked.subject.get(subject);
    return at !== undefined && (issuedAt?.getTime() ?? -Infinity) <= at;
  }

  /** Forgets the sessions and keys that were revoked before the moment. */
  forgetBefore(moment: Date): void {
    for (const { session, key } of this.tenants.values()) {
      for (const moments of [session, key]) {
        for (const [id, at] of moments) if (at < moment.getTime()) moments.delete(id);
      }
    }
  }

  private of(tenant: string): Record<RevokedKind, Moments> {
    const known = this.tenants.get(tenant);
    if (known) return known;
    const none = { subject: new Map(), session: new Map(), key: new Map() };
    this.tenants.set(tenant, none);
    return none;
  }
}
