/** What the mark of a client says whose library is its service's own: etcd's. */
import '../../../src/i18n/all.ts';
import { expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { actPair, atOf, beginPair, extendPair, type Pair } from '../../../src/pair/index.ts';
import { isParseError } from '../../../src/script/index.ts';
import { worldAt } from '../../../src/timeline/index.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { clientLine } from '../../../src/views/stage/words.ts';

function acted(pair: Pair, ms: number, text: string): Pair {
  const answer = actPair(pair, atOf(ms), text);
  if (isParseError(answer)) throw new Error(`not a line: ${text}`);
  return answer.pair;
}

const CONNECTED = acted(beginPair({ servers: 3, lead: 3, seed: 6 }), 0, 'client a connect 1');

function markAt(pair: Pair, ms: number) {
  const world = worldAt(extendPair(pair, atOf(ms)).raft, atOf(ms));
  return stageModel(world).clients.find(({ name }) => name === 'a');
}

test('one that stands still is shown so, until it goes on', () => {
  const frozen = acted(CONNECTED, 1000, 'client a freeze');
  const mark = markAt(frozen, 1500);
  expect(mark).toMatchObject({ state: 'CONNECTED', frozen: true });
  const t = translate('en');
  expect(mark && clientLine(mark, t)).toBe(t('stage.client.frozen'));
  expect(markAt(acted(frozen, 2000, 'client a resume'), 2500)).toMatchObject({ frozen: false });
});
