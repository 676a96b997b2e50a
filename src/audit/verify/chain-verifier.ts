import { Injectable } from '@nestjs/common';
import { ChainAnchors } from '../../platform/event-log/chain-anchors.js';
import { firstBreak, type ChainBreak } from '../../platform/event-log/chain-break.js';
import { cursorExpired, refuseAhead } from '../../platform/event-log/cursor.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { ChainPoint } from '../../platform/event-log/hash-chain.js';
import { verification, type Stretch, type Verification } from './verification.js';

const PAGE = 1000;

/** Works the hash chain out again from the stored bodies, page by page. */
@Injectable()
export class ChainVerifier {
  constructor(
    private readonly log: EventLog,
    private readonly anchors: ChainAnchors,
  ) {}

  /**
   * @param from first position to check; 0, none, or the newest dropped one for the oldest that is kept
   * @param to last position to check; the newest without it
   * @throws ProblemError 409 when either is ahead of the log, 410 when it is no longer kept
   */
  async verify(tenant: string, from = 0, to?: number): Promise<Verification> {
    // Read before the head, which in an honest log is never behind it.
    const newest = await this.log.newest(tenant);
    const head = await this.log.head(tenant);
    const anchor = await this.anchors.of(tenant);
    const first = from === 0 || from === anchor.position ? anchor.position + 1 : from;
    const end = to ?? head.position;
    refuse(first, end, anchor, head);
    const before = await this.point(tenant, first - 1, anchor);
    const missing: ChainBreak = { position: first - 1, reason: 'missing' };
    const stretch: Stretch = { after: before ?? { position: first - 1, hash: '' }, to: end };
    let broken = before ? await this.walk(tenant, stretch, head) : missing;
    if (!broken && end === head.position && newest > end) broken = { position: end + 1, reason: 'head' };
    // What retention dropped meanwhile is not missing.
    const moved = broken && (await this.anchors.of(tenant)).position !== anchor.position;
    return moved ? this.verify(tenant, from, to) : verification(stretch, head, broken);
  }

  /** Goes through a stretch. @returns where it breaks first, or undefined when it holds */
  private async walk(tenant: string, { after, to }: Stretch, head: ChainPoint): Promise<ChainBreak | undefined> {
    let at = after;
    let reading = this.page(tenant, at.position, to);
    while (at.position < to) {
      const events = await reading;
      const last = events.at(-1);
      if (!last) return { position: at.position + 1, reason: 'missing' };
      // The database reads the next page while this one is hashed.
      reading = this.page(tenant, last.position, to);
      const broken = firstBreak(events, at);
      if (broken) {
        await reading;
        return broken;
      }
      at = last;
    }
    await reading;
    return to === head.position && at.hash !== head.hash ? { position: to, reason: 'head' } : undefined;
  }

  private page(tenant: string, after: number, to: number) {
    return this.log.read(tenant, after, PAGE, { until: to });
  }

  /** What the first event to check is chained to; undefined when the event before it is missing. */
  private async point(tenant: string, position: number, anchor: ChainPoint): Promise<ChainPoint | undefined> {
    if (position === anchor.position) return anchor;
    const [before] = await this.log.read(tenant, position - 1, 1, { until: position });
    return before;
  }
}

function refuse(from: number, to: number, anchor: ChainPoint, head: ChainPoint): void {
  refuseAhead(to, head.position);
  // On a log of which nothing is kept there is nothing to check, and its next event is not ahead of it.
  refuseAhead(from, Math.max(head.position, anchor.position + 1));
  if (from <= anchor.position || to < anchor.position) throw cursorExpired(anchor.position);
}
