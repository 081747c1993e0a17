import { assert } from '../lib/index.ts';
import type { ChannelKind, Protocol } from '../replica/index.ts';

/** Which of the protocol's channels has this name. */
export function indexOfChannel({ channels }: Protocol, name: string): number {
  for (let i = 0; i < channels.length; i++) if (channels[i]?.name === name) return i;
  assert(false, `the protocol has a channel ${name}`);
}

/** A channel of the protocol, by name. */
export function channelNamed({ channels }: Protocol, name: string): ChannelKind {
  for (const channel of channels) if (channel.name === name) return channel;
  assert(false, `the protocol has a channel ${name}`);
}

/** The channel on which a replica is this side. */
export function channelOf({ channels }: Protocol, side: string): ChannelKind {
  for (const channel of channels) {
    if (channel.dialled === side || channel.accepted === side) return channel;
  }
  assert(false, `the protocol has a side ${side}`);
}

/**
 * Which place among a channel's links the connection has that host `i` of `n` dialled to host `j`
 * (by their indices).
 */
export function slotOf(channel: ChannelKind, n: number, i: number, j: number): number {
  return channel.per === 'way' ? i * n + j : Math.min(i, j) * n + Math.max(i, j);
}
