/**
 * Focus is never lost: when what has it goes away, is hidden or can no longer be used, it goes to
 * what came in its place, or back to what had it before, or to what stood around that; and whoever
 * uses the keyboard goes on from there.
 *
 * `data-leads` marks a part of the page in which one is led on: there, what is new and has
 * `data-lead` comes first, in the order of the page. `data-wait` is a place where one waits for
 * something to come: what then comes has the focus, though nothing was lost. `data-own-keys`
 * marks a part beside which keys are the page's: what had the focus before it is not given it back,
 * where Space would press it.
 */

/** As many places are remembered as somebody might come back through. */
const MOST_REMEMBERED = 8;

const FOCUSABLE =
  'button:enabled, input:enabled, select:enabled, textarea:enabled, a[href], summary, [tabindex]';

/** What had the focus, and all it lay in, from the inside out. */
type Place = readonly Element[];

function placeOf(element: Element): Place {
  const place: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; ) {
    place.push(at);
    at = at.parentElement;
  }
  return place;
}

function isUsable(element: Element): boolean {
  return (
    element.isConnected &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.matches(':disabled')
  );
}

/** Something to put an outline around: what is empty has none that anybody sees. */
function hasRoom(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 20 && height > 20;
}

const canFocus = (element: Element): boolean => element.matches(FOCUSABLE) && isUsable(element);

/** Looks after the focus of the whole page, for as long as the page is there. */
export function keepFocus(): void {
  let places: readonly Place[] = [];
  /** Nobody has put it away: whoever clicks on nothing wants nothing to have it. */
  let isWanted = false;
  /** What one could be led to was there before what was done last. */
  let known = new WeakSet<Element>();
  let isAsked = false;

  function know(): void {
    known = new WeakSet(document.querySelectorAll('[data-lead]'));
  }

  function freshAt(place: Place): Element | undefined {
    const part = place.find((one) => one.matches('[data-leads]'));
    const leads = [...(part?.querySelectorAll('[data-lead]') ?? [])];
    return leads.find((one) => !known.has(one) && canFocus(one));
  }

  function follow(): void {
    const [place] = places;
    const [last] = place ?? [];
    if (!isWanted || place === undefined || last === undefined) return;
    const { activeElement, body } = document;
    const isLost = activeElement === null || activeElement === body;
    if (isLost ? isUsable(last) : !activeElement.matches('[data-wait]')) return;
    const fresh = freshAt(place);
    if (fresh !== undefined) focusOn(fresh);
    else if (isLost) {
      const isAlone = place.some((one) => one.matches('[data-own-keys]'));
      const former = isAlone ? undefined : places.flatMap((one) => one.find(canFocus) ?? [])[0];
      const around = place.find(
        (one) => isUsable(one) && hasRoom(one) && one.parentElement !== body,
      );
      focusOn(former ?? around ?? document.querySelector('main'));
    }
  }

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    places = [placeOf(target), ...places].slice(0, MOST_REMEMBERED);
    isWanted = true;
    know();
  });
  document.addEventListener('pointerdown', () => {
    isWanted = false;
  });
  const done = (): void => {
    know();
    // A button that has the focus already is pressed with the pointer: it was not put away.
    if (document.activeElement !== document.body) isWanted = true;
  };
  document.addEventListener('click', done, { capture: true });
  // What is hidden loses the focus only when the page is drawn the next time.
  new MutationObserver(() => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isAsked = false;
        follow();
      }),
    );
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['class', 'disabled', 'hidden', 'open'],
  });
}

function focusOn(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  if (document.activeElement !== element) {
    // What is only a part of the page can have it while it is there.
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    return;
  }
  // By itself the page would put its middle in view: what is tall is read from its top.
  element.scrollIntoView({ block: 'nearest' });
}
