import type { Discrepancy } from './elections-compare.ts';
import { compareBlock, type SaidLine, saidIn } from './javaclient-compare.ts';
import { type CallBlock, casesOf } from './javaclient-format.ts';
import { inWords } from './javaclient-observed.ts';
import { JavaPlay } from './javaclient-play.ts';

/**
 * Replays what callers and watchers of the real client library saw, on an ensemble of three with
 * our client; where a line differs, says in which case and after which call.
 */
export function replayJavaClient(text: string): readonly Discrepancy[] {
  const play = new JavaPlay();
  return casesOf(text).flatMap(({ title, blocks }) =>
    blocks.flatMap((block) => {
      const where = `${title}: ${block.call}`;
      const got = playCall(play, block);
      const expected = saidIn(block, play.caller, (watcher) => play.ownerOf(watcher));
      return compareBlock(where, expected, got, play.caller);
    }),
  );
}

/** Of a line that stands for several calls the return was told when all were over. */
function playCall(play: JavaPlay, { call, waitMs }: CallBlock): readonly SaidLine[] {
  const meant = inWords(call);
  const said = meant.flatMap((one) => {
    const lines = play.call(one.call, waitMs);
    return one.isQuiet ? lines.filter(({ by }) => by !== null) : lines;
  });
  if (meant.length === 1) return said;
  return [...said.filter(({ by }) => by !== null), ...said.filter(({ by }) => by === null)];
}
