const MEDIA = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

let changes = $state(0);
let watching = false;

/**
 * How often the page has come to look otherwise: light or dark, forced colours, its letters. What
 * is drawn on a canvas asks, since no style sheet draws it anew.
 */
export function looks(): number {
  if (!watching) watch();
  return changes;
}

function watch(): void {
  watching = true;
  const again = () => void changes++;
  for (const one of MEDIA) matchMedia(one).addEventListener('change', again);
  document.fonts.addEventListener('loadingdone', again);
  const theme = { attributes: true, attributeFilter: ['data-theme'] };
  new MutationObserver(again).observe(document.documentElement, theme);
}
