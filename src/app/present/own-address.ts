/** Addresses that somebody gives a window of a presentation: in its bar, or pasted. */
import { type PagePlace, placeOf } from '../address.ts';

/** An address of ours, with or without the page before it. */
const ADDRESS = /(?:[a-z]{2,9}:\/\/[^\s#]*)?#\/[^\s，。；、）]*/i;

/** The first address in a text that leads to a page of ours; null: there is none. */
export function pageIn(text: string): string | null {
  const [address = null] = ADDRESS.exec(text) ?? [];
  if (address === null) return null;
  const { type }: PagePlace = placeOf(address.slice(address.indexOf('#')));
  return type === 'unknown' && !address.startsWith('#') ? null : address;
}

/**
 * A window stays what it is when somebody writes another address into its bar: `stray` is told of
 * it. Who goes back in its history, or to another window of the presentation, is let go.
 */
export function keepAddress(stray: (address: string) => void): () => void {
  let { length } = history;
  const onhashchange = ({ oldURL }: HashChangeEvent): void => {
    const { href, hash } = location;
    const isWritten = history.length > length;
    ({ length } = history);
    if (!isWritten || placeOf(hash).type === 'present') return location.reload();
    history.replaceState(null, '', new URL(oldURL).hash);
    stray(href);
  };
  addEventListener('hashchange', onhashchange);
  return () => removeEventListener('hashchange', onhashchange);
}
