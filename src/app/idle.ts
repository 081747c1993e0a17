/** Milliseconds after which nobody waits any longer for others to want nothing. */
const SOON_MS = 1000;

/** When nobody else wants the page, or soon. */
export function whenIdle(): Promise<unknown> {
  // Safari has no idle time to ask for.
  const { requestIdleCallback: idle } = globalThis as Partial<typeof globalThis>;
  return new Promise((resolve) => {
    if (idle === undefined) setTimeout(resolve);
    else idle(resolve, { timeout: SOON_MS });
  });
}
