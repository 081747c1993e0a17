/** What a box, a button of several or a slider does with keys of its own. */
const OWN = /^( |Arrow.*|Home|End|Page.*)$/;

/** Whether a key belongs to a field that somebody is in, and not to the page; null: no key. */
export function isTyped(target: EventTarget | null, key: string | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog, textarea') !== null) return true;
  const field = target.closest<HTMLElement>('input, select');
  if (field === null) return false;
  const type = field.getAttribute('type') ?? '';
  if (['checkbox', 'radio', 'range'].includes(type)) return key !== null && OWN.test(key);
  // A list goes by letters and digits to what begins with them, and by arrows; signs are ours.
  const isSign = key !== null && (key.startsWith('ctrl+') || /^[^\p{L}\p{N} ]$/u.test(key));
  return !(field.matches('select') && isSign);
}
