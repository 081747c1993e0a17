/**
 * Focus is never lost: when what has it goes away, is hidden or can no longer be used, the nearest
 * of what stood around it has it, and whoever uses the keyboard goes on from there.
 */
export function keepFocus(): void {
  let path: readonly Element[] = [];
  document.addEventListener('focusin', ({ target }) => {
    path = target instanceof Element ? withAncestors(target) : [];
  });
  // Whoever clicks on nothing wants nothing to have it.
  document.addEventListener('pointerdown', () => (path = []));
  requestAnimationFrame(function look() {
    requestAnimationFrame(look);
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body) return;
    const [lost] = path;
    if (lost === undefined || isUsable(lost)) return;
    const around = path.find((one) => one !== lost && isUsable(one) && one.parentElement !== body);
    path = [];
    focusOn(around ?? document.querySelector('main'));
  });
}

function withAncestors(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let one: Element | null = element; one !== null && one !== document.body; ) {
    path.push(one);
    one = one.parentElement;
  }
  return path;
}

function isUsable(element: Element): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled');
}

function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  // What is only a part of the page can have it while it is there.
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
