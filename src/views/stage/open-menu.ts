import type { Endpoint } from '../../sim/index.ts';
import type { MenuPoint } from '../../ui/index.ts';
import type { Offer } from './menus.ts';

/** A menu of the stage that is open: of what, and where. */
export interface OpenMenu {
  readonly title: string;
  readonly subtitle?: string;
  readonly offers: readonly Offer[];
  readonly at: MenuPoint;
  /** The server or client that it is about; it is selected, too. */
  readonly end?: Endpoint;
}
