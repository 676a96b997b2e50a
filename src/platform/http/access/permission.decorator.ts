import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PERMISSIONS = ['read', 'propose', 'approve', 'execute', 'simulate', 'ingest', 'administer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Metadata key of a route's access: a Permission, or `public`. */
export const ACCESS = 'opstwin:access';

/** Declares the permission that a route needs. A route without one, or @Public, stops the start. */
export function RequirePermission(permission: Permission): CustomDecorator {
  return SetMetadata(ACCESS, permission);
}

/** Declares that a route needs no credential. */
export function Public(): CustomDecorator {
  return SetMetadata(ACCESS, 'public');
}
