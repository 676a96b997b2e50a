import { Injectable } from '@nestjs/common';

/** The one place that knows the time, so that tests can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
