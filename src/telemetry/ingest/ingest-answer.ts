import { derivedId } from '../../platform/clock/ids.js';
import { cursorAt } from '../../platform/event-log/cursor.js';
import { problemOf } from '../../platform/http/problems/problem-of.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { AcceptedReadingDto, AcceptedReadingsDto, RejectedReadingDto } from './ingest.dto.js';
import { refusal } from './refusal.js';
import type { Reading } from './reading.js';
import type { Tally } from './tally.js';
import type { Intake } from './telemetry-intake.js';

/** @throws ProblemError 422 or 403 when the reading was rejected */
export function answerOne(tenant: string, { accepted, rejected, position }: Intake): AcceptedReadingDto {
  const [reading] = accepted;
  if (!reading || position === undefined) throw refusal(rejected, false);
  return { event_id: eventId(tenant, reading), status: 'accepted', cursor: cursorAt(position) };
}

/** @throws ProblemError 422 or 403 when every reading was rejected */
export function answerMany(tally: Tally): AcceptedReadingsDto {
  const { accepted, rejected, position } = tally;
  if (accepted === 0 || position === undefined) throw refusal(rejected, true);
  return {
    status: rejected.length === 0 ? 'accepted' : 'partial',
    accepted,
    rejected: onTheWire(tally),
    cursor: cursorAt(position),
  };
}

/** The problem that ended a stream, with what became of the readings before it. */
export function interrupted(error: unknown, tally: Tally): ProblemError {
  const { code, message, headers, members } = problemOf(error);
  const { accepted, settled, position } = tally;
  const told = {
    accepted,
    rejected: onTheWire(tally),
    settled,
    cursor: position === undefined ? null : cursorAt(position),
  };
  return new ProblemError(code, `${message} Of the readings before, ${accepted} are stored; see settled.`, {
    headers,
    members: { ...members, ...told },
    cause: error,
  });
}

/** The same reading has the same id, however often it is sent. */
function eventId(tenant: string, { eventId: given, twinId, assetId, at }: Reading): string {
  return given ?? derivedId('tel', `${tenant}/${twinId}/${assetId}/${at}`);
}

function onTheWire({ rejected }: Tally): RejectedReadingDto[] {
  return rejected.map(({ index, errors }) => ({ index, errors: [...errors] }));
}
