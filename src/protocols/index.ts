/**
 * Who chooses the protocol: every protocol that a run may have, by the name that recordings give
 * it, the one that a run has unless it says otherwise, and the words of all of them. Adding one is
 * a line here.
 */
import type { Protocol } from '../replica/index.ts';
import { type MessageType, ZAB, type ZabRule } from '../zab/index.ts';

export const PROTOCOLS: Readonly<Record<string, Protocol>> = { [ZAB.name]: ZAB };
export const DEFAULT_PROTOCOL: Protocol = ZAB;

/** Every protocol's rules and types of messages: texts that lack one of them do not compile. */
export type ProtocolRule = ZabRule;
export type ProtocolMessageType = MessageType;

/** The types of every protocol's messages, each once. */
export const MESSAGE_TYPES: readonly string[] = [
  ...new Set(Object.values(PROTOCOLS).flatMap(({ messages }) => Object.keys(messages))),
];
