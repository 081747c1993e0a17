import { readGreeting, readRequest } from '../jute/index.ts';
import type { WireCommand } from '../sim/index.ts';
import { fromBase64 } from './base64.ts';
import { sentence } from './parse-error.ts';
import type { Reader } from './reader.ts';

/*
 * What somebody else's client does, in lines: which server it dials, each packet that it sends, as
 * it was sent, in Base64, and its end.
 */

export const WIRE_USAGE = [
  ...['wire NAME dial 1', 'wire NAME greet BASE64', 'wire NAME say BASE64', 'wire NAME end'],
].join(' | ');

export function readWire(reader: Reader): WireCommand {
  const wire = reader.client();
  const action = reader.choice(['dial', 'greet', 'say', 'end']);
  if (action === 'end') return { type: 'wire', wire, action };
  if (action === 'dial') return { type: 'wire', wire, action, server: reader.sid() };
  const word = reader.take(sentence('errors.packet.missing'));
  const packet = fromBase64(word.text);
  if (packet === null) return reader.refuse(word, sentence('errors.packet.base64'));
  const message =
    action === 'greet' ? (readGreeting(packet)?.connect ?? null) : readRequest(packet);
  if (message === null) return reader.refuse(word, sentence('errors.packet.unreadable'));
  return { type: 'wire', wire, action: 'say', packet: word.text, message };
}
