import type { NormalisedMessages } from '../normalise-messages.js';
import type { JudgedReading } from '../domain/judged-reading.js';
import type { DryRunMessageDto, DryRunReadingDto } from './dry-run.dto.js';

/** What would become of each message, in their order. */
export function dryRunMessages({ judged, rejected }: NormalisedMessages): DryRunMessageDto[] {
  const readings = judged.map((one) => ({ index: one.reading.index, reading: onTheWire(one) }));
  const refused = rejected.map(({ index, errors }) => ({ index, errors: [...errors] }));
  return [...readings, ...refused].sort((a, b) => a.index - b.index);
}

function onTheWire({ reading, parts, samples }: JudgedReading): DryRunReadingDto {
  return {
    twin_id: reading.twinId,
    asset_id: reading.assetId,
    ts: new Date(reading.at).toISOString(),
    quality: reading.quality,
    parts,
    samples: samples.map(({ metric, value, quality, inRange, occurrences }) => ({
      metric,
      value,
      quality,
      in_range: inRange,
      occurrences,
    })),
  };
}
