import type { ServerId } from '../model/index.ts';
import { FOUR_LETTER_WORDS, fourLetterWord } from '../script/index.ts';
import type { World } from '../sim/index.ts';

/** Words whose answer ends without the end of a line. */
const BARE: ReadonlySet<string> = new Set(['ruok', 'isro', 'gtmk', 'stmk']);

/** ZooTrace: client requests, server packets, sessions and warnings. */
const FIRST_MASK = 306n;

function wordIn(first: Uint8Array): string {
  return String.fromCharCode(...first.subarray(0, 4));
}

/** What servers are asked for in four letters over the ports for clients (FourLetterCommands). */
export class FourLetters {
  private readonly masks = new Map<ServerId, bigint>();

  /** How many bytes a word has with what follows it; null: these four letters are none. */
  lengthOf(first: Uint8Array): number | null {
    const word = wordIn(first);
    if (word === 'stmk') return 12;
    return word === 'gtmk' || FOUR_LETTER_WORDS.includes(word) ? 4 : null;
  }

  /** The answer of a server that runs; empty: it says nothing. */
  answer(world: World, sid: ServerId, asked: Uint8Array): string {
    const word = wordIn(asked);
    const { fourLetterWords } = world.config;
    const mask = word === 'gtmk' || word === 'stmk';
    if (mask && (fourLetterWords === null || fourLetterWords.includes(word))) {
      const view = new DataView(asked.buffer, asked.byteOffset);
      if (word === 'stmk') this.masks.set(sid, view.getBigInt64(4));
      return String(this.masks.get(sid) ?? FIRST_MASK);
    }
    const lines = fourLetterWord(world, sid, word);
    if (lines.length === 0) return '';
    return lines.join('\n') + (BARE.has(word) ? '' : '\n');
  }
}
