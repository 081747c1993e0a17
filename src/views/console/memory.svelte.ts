import type { ClientName } from '../../model/index.ts';
import type { Complaint } from '../props.ts';

/** What a person was about to type at one client: it outlives a look into another tab. */
class PaneMemory {
  draft = $state('');
  problem: Complaint = $state(null);
  /** Lines that were run, the latest last. */
  typed: readonly string[] = $state.raw([]);
  /** Four-letter words that were asked since the latest command, and what servers said to them. */
  aside: readonly { readonly kind: 'in' | 'out'; readonly text: string }[] = $state.raw([]);
}

/** The consoles beside each other; the first one is always there. */
class ConsoleMemory {
  /** The client that was chosen in each; null: none yet. */
  wanted: readonly (ClientName | null)[] = $state.raw([null]);
  private readonly panes = new Map<ClientName, PaneMemory>();

  of(client: ClientName): PaneMemory {
    const known = this.panes.get(client) ?? new PaneMemory();
    this.panes.set(client, known);
    return known;
  }

  choose(at: number, client: ClientName): void {
    this.wanted = this.wanted.map((old, i) => (i === at ? client : old));
  }

  add(client: ClientName): void {
    this.wanted = [...this.wanted, client];
  }

  remove(at: number): void {
    this.wanted = this.wanted.filter((_, i) => i !== at);
  }
}

export const memory = new ConsoleMemory();
