import { expect, test } from 'vitest';
import { describe, eventLine, LANGUAGES } from '../../../src/script/index.ts';
import { EVENTS, TXN } from './events.ts';

test.each(EVENTS)('%o', (event, fields, sentence) => {
  const line = eventLine(12, 12841203, event);
  const shown = line.replace(/"(because|txn)":"[^"]+"/g, '"$1":"…"');
  expect(shown).toBe(`{"n":12,"t":12841.203,"type":"${event.type}",${fields}}`);
  expect(describe(event, 'en').text).toBe(sentence);
  for (const language of LANGUAGES) {
    const { text, why } = describe(event, language);
    expect(`${text} ${why}`).not.toMatch(/[{}]/);
    if (event.type !== 'noted' && event.type !== 'refused') expect(why).not.toBeNull();
  }
});

test('an event says why', () => {
  const ack = { type: 'ACK', zxid: { epoch: 1, counter: 4 } } as const;
  const sent = { type: 'messageSent', id: 1, from: 1, to: 3, message: ack, class: 'ACK' } as const;
  expect(describe(sent, 'en').why).toContain('what it has on disk, not what it has applied');
  const newLeader = { ...ack, zxid: { epoch: 1, counter: 0 } };
  expect(describe({ ...sent, message: newLeader }, 'en').why).toContain('acknowledges the leader');
  const delivered = { ...sent, type: 'messageDelivered' } as const;
  expect(describe(delivered, 'en').why).toContain('The leader counts it');
});

function digest(change: Partial<typeof TXN>): string {
  const line = eventLine(0, 0, { type: 'proposed', server: 1, txn: { ...TXN, ...change } });
  return JSON.parse(line).txn;
}

test('a digest is of the content, and of all of it', () => {
  expect(digest({})).toMatch(/^[0-9a-f]{8}$/);
  expect(digest({ change: { version: 3, data: 'x', path: '/a', type: 'setData' } })).toBe(
    digest({}),
  );
  const others = [
    digest({ session: '0x2' }),
    digest({ cxid: 8 }),
    digest({ timeMs: 2501 }),
    digest({ change: { type: 'setData', path: '/a', data: 'y', version: 3 } }),
    digest({ change: { type: 'setData', path: '/a', data: null, version: 3 } }),
    digest({ change: { type: 'error', code: 'NONODE' } }),
    digest({ change: { type: 'createSession', timeoutMs: 3 } }),
    digest({ change: { type: 'closeSession', paths: [] } }),
    digest({ change: { type: 'closeSession', paths: ['/a'] } }),
    digest({ change: { type: 'multi', changes: [{ type: 'delete', path: '/a' }] } }),
    digest({ change: { type: 'setACL', path: '/a', acl: [], version: 3 } }),
  ];
  expect(new Set([...others, digest({})]).size).toBe(others.length + 1);
});

test('Chinese stands without blanks, except beside Latin letters', () => {
  const text = (from: number | string) => describe({ type: 'linkCut', from, to: 2 }, 'zh').text;
  expect(text(1)).toBe('从服务器 1 到服务器 2 的链路被切断。');
  expect(text('radiology')).toBe('从 radiology 到服务器 2 的链路被切断。');
});
