import * as v from 'valibot';

/** What a person has chosen about the page; remembered, and never part of a run. */
const Settings = v.object({
  language: v.picklist(['en', 'zh']),
  theme: v.picklist(['system', 'light', 'dark']),
  lesson: v.boolean(),
  inspector: v.boolean(),
  ward: v.boolean(),
  timeline: v.boolean(),
  pings: v.boolean(),
  tempo: v.union([v.literal('auto'), v.pipe(v.number(), v.minValue(0.0001), v.maxValue(1000))]),
  unit: v.picklist(['event', 'hop', 'phase', 'turn']),
  tab: v.picklist(['tree', 'log', 'votes', 'sessions', 'state', 'invariants', 'events', 'console']),
});
export type Settings = v.InferOutput<typeof Settings>;

export const USUAL: Settings = {
  language: 'en',
  theme: 'system',
  lesson: true,
  inspector: true,
  ward: true,
  timeline: true,
  pings: false,
  tempo: 'auto',
  unit: 'hop',
  tab: 'tree',
};

/** The usual settings for somebody who reads these languages, the best first. */
export function usualFor(languages: readonly string[]): Settings {
  const first = languages.find((one) => /^(zh|en)\b/i.test(one)) ?? 'en';
  return { ...USUAL, language: /^zh/i.test(first) ? 'zh' : 'en' };
}

/** Stored settings; whatever of them is not understood is as usual. */
export function readSettings(text: string | null, usual: Settings): Settings {
  if (text === null) return usual;
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return usual;
  }
  const parsed = v.safeParse(v.partial(v.object(fallbacks())), stored);
  return parsed.success ? { ...usual, ...defined(parsed.output) } : usual;
}

type Loose = { [K in keyof Settings]: v.SchemaWithFallback<v.GenericSchema, undefined> };

/** Each setting by itself: one that is nonsense does not spoil the others. */
function fallbacks(): Loose {
  const entries = Object.entries(Settings.entries).map(([name, schema]) => [
    name,
    v.fallback(v.optional(schema as v.GenericSchema), undefined),
  ]);
  return Object.fromEntries(entries) as Loose;
}

function defined(loose: Record<string, unknown>): Partial<Settings> {
  return Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined));
}
