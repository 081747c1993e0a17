/** The class that sets the colours of an epoch: four in turn, and a plain one before the first. */
export function epochClass(epoch: number): string {
  return epoch < 1 ? 'epoch-none' : `epoch-${((epoch - 1) % 4) + 1}`;
}
