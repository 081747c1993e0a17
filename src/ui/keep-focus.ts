/**
 * The focus does not fall to the page's body when what had it is gone: it goes to what is new
 * (`data-lead`, in the order of the page), or back to what had it before. An attachment: once on
 * the part of the page within which it is to stay.
 *
 * `data-wait` marks a place where one waits for something to come: what then comes has the focus.
 */

/** As many places are remembered as somebody might come back through. */
const MOST_REMEMBERED = 8;

const FOCUSABLE =
  'button:enabled, input:enabled, select:enabled, textarea:enabled, a[href], summary, [tabindex]';

/** A place that had the focus, and all it lay in, from the inside out. */
type Place = readonly Element[];

function placeOf(element: Element, within: Element): Place {
  const place: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== within; at = at.parentElement) {
    place.push(at);
  }
  return place;
}

const canFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement &&
  element.isConnected &&
  element.matches(FOCUSABLE) &&
  element.checkVisibility();

export function keepFocus(within: Element): () => void {
  let places: readonly Place[] = [];
  let isInside = false;
  let known = new WeakSet<Element>();

  const leads = () => [...within.querySelectorAll('[data-lead]')].filter(canFocus);
  const know = () => {
    known = new WeakSet(leads());
  };

  function follow(): void {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    const isWaiting = activeElement?.matches('[data-wait]') === true;
    const fresh = leads().find((one) => !known.has(one));
    know();
    if (isLost && isInside) {
      const former = places.flatMap((place) => place.find(canFocus) ?? [])[0];
      const first = [...within.querySelectorAll(FOCUSABLE)].find(canFocus);
      (fresh ?? former ?? first)?.focus();
    } else if (isWaiting) fresh?.focus();
  }

  function remember({ target }: Event): void {
    if (!(target instanceof Element)) return;
    isInside = within.contains(target);
    if (!isInside) return;
    places = [placeOf(target, within), ...places].slice(0, MOST_REMEMBERED);
  }

  const observer = new MutationObserver(follow);
  know();
  observer.observe(within, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
