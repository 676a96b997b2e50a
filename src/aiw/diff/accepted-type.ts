/** A media range of an Accept header (RFC 9110, 12.5.1): `text/html;q=0.8`, without its other parameters. */
interface MediaRange {
  readonly range: string;
  readonly quality: number;
}

/**
 * Which of the offered media types an Accept header likes best; of equals the one that it names more exactly, then the
 * one that is offered first. Without a header anything is welcome.
 * @returns undefined when it takes none of them
 */
export function acceptedType<Type extends string>(
  header: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  if (header === undefined || header.trim() === '') return offered[0];
  const ranges = header.split(',').map(mediaRange);
  let best: { type: Type; quality: number; exactness: number } | undefined;
  for (const type of offered) {
    const { quality, exactness } = liking(type, ranges);
    if (quality === 0) continue;
    if (!best || quality > best.quality || (quality === best.quality && exactness > best.exactness)) {
      best = { type, quality, exactness };
    }
  }
  return best?.type;
}

function mediaRange(text: string): MediaRange {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { range, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most exact range that fits a type decides how much it is liked. */
function liking(type: string, ranges: readonly MediaRange[]): { quality: number; exactness: number } {
  const fits = [`*/*`, `${type.split('/', 1)[0] ?? ''}/*`, type];
  return ranges.reduce(
    (most, { range, quality }) => {
      const exactness = fits.indexOf(range) + 1;
      return exactness > most.exactness ? { quality, exactness } : most;
    },
    { quality: 0, exactness: 0 },
  );
}
