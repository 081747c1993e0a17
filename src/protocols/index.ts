/**
 * Who chooses the protocol: every protocol that a run may have, by the name that recordings give
 * it, the one that a run has unless it says otherwise, and the words of all of them. The page
 * begins with that one alone: the others come with `all.ts`. Adding one is a line there, and its
 * words here.
 */
import type { RaftMessageType, RaftRule } from '../raft/index.ts';
import type { Protocol } from '../replica/index.ts';
import { type MessageType, ZAB, type ZabRule } from '../zab/index.ts';

const known: Record<string, Protocol> = { [ZAB.name]: ZAB };

/** Those that are there by now. */
export const PROTOCOLS: Readonly<Record<string, Protocol>> = known;
export const DEFAULT_PROTOCOL: Protocol = ZAB;

/** Makes a protocol known: recordings may name it from then on. */
export function provideProtocol(protocol: Protocol): void {
  known[protocol.name] = protocol;
}

/** Every protocol's rules and types of messages: texts that lack one of them do not compile. */
export type ProtocolRule = ZabRule | RaftRule;
export type ProtocolMessageType = MessageType | RaftMessageType;

/** The types of every protocol's messages, each once. */
export function messageTypes(): readonly string[] {
  return [...new Set(Object.values(known).flatMap(({ messages }) => Object.keys(messages)))];
}
