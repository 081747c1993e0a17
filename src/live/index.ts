/**
 * Real clients at a simulated ensemble, wherever it runs and whatever their bytes come over: what
 * they say becomes commands of the world, one line of a recording each, and what the world says to
 * them becomes bytes. Pure: no sockets, no clock; the wall's time is whoever calls.
 */
export { type Ears, listen } from './ears.ts';
export { connectString, portsOf, withClock } from './ports.ts';
export { type Guest, type GuestLine, type LiveRun, Reception } from './reception.ts';
export {
  type LineId,
  RELAY_CLOSES,
  type RelayFrame,
  type RelayHello,
  readFrame,
  relayPath,
  writeFrame,
} from './relay-frames.ts';
