import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from './permission.decorator.js';

/** Deny by default: a route that declares no access stops the start. */
@Injectable()
export class RouteAccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error naming each route without a declared permission */
  onApplicationBootstrap(): void {
    const open = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, handler: prototype[name] as () => unknown }))
        .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler))
        .filter(({ handler }) => this.reflector.get<unknown>(ACCESS, handler) === undefined)
        .map(({ name }) => `${metatype?.name ?? 'a controller'}.${name}`);
    });
    if (open.length > 0) {
      throw new Error(
        `These routes declare no access (@RequirePermission, @Authenticated or @Public): ${open.join(', ')}`,
      );
    }
  }
}
