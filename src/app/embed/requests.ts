import * as v from 'valibot';

/** Which version of the interface somebody speaks. */
export const VERSION = 1;
/** No line of script is longer. */
const MOST_LINE = 10_000;
/** A day, in milliseconds: no run is longer. */
const MOST_MS = 86_400_000;

const id = v.optional(v.union([v.pipe(v.string(), v.maxLength(100)), v.number()]));
const Plain = v.object({ id, do: v.picklist(['play', 'pause', 'state']) });
const Seek = v.object({
  id,
  do: v.literal('seek'),
  ms: v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_MS)),
});
const Act = v.object({
  id,
  do: v.literal('act'),
  line: v.pipe(v.string(), v.maxLength(MOST_LINE)),
});
const Load = v.object({
  id,
  do: v.literal('load'),
  recording: v.optional(v.looseObject({})),
  link: v.optional(v.string()),
  scenario: v.optional(v.string()),
});
const Request = v.variant('do', [Plain, Seek, Act, Load]);

/** What the page around an embed may ask of it. */
export type EmbedRequest = v.InferOutput<typeof Request>;

/** What became of a message: null when it is not meant for an embed at all. */
export type ReadAsking =
  | { readonly request: EmbedRequest }
  | { readonly id: unknown; readonly wrong: string }
  | null;

/** Reads a message, from wherever it came. Of one that is unfit, `wrong` names the place. */
export function readRequest(data: unknown): ReadAsking {
  if (typeof data !== 'object' || data === null || !('zabscope' in data)) return null;
  const given = 'id' in data ? data.id : undefined;
  const isSimple = typeof given === 'string' || typeof given === 'number';
  const back = isSimple ? given : undefined;
  if (data.zabscope !== VERSION) return { id: back, wrong: 'zabscope' };
  const read = v.safeParse(Request, data);
  if (read.success) return { request: read.output };
  const path = read.issues[0].path?.map(({ key }) => String(key)).join('.');
  return { id: back, wrong: path ?? 'do' };
}
