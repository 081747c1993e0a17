import type { ClientName, ServerId } from '../model/index.ts';
import { messageTypes } from '../protocols/index.ts';
import type { Endpoint, HoldRule, LineReader } from '../sim/index.ts';
import { MAX_MS, MAX_SID } from './limits.ts';
import { nameFault, WHOLE } from './names.ts';
import { failure, type ParseError, type Sentence, sentence } from './parse-error.ts';
import { nearest, type Word, type Words } from './words.ts';

/** Thrown inside the parser, and caught where it is entered. */
export class Refusal {
  readonly error: ParseError;
  constructor(error: ParseError) {
    this.error = error;
  }
}

/** Milliseconds, at most to the microsecond. */
const MILLIS = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,3})?$/;

/** Reads the words of one line in order; what does not fit is refused, with the usage as hint. */
export class Reader implements LineReader {
  private at = 0;
  private readonly line: Words;
  private readonly usage: string;

  constructor(line: Words, usage: string) {
    this.line = line;
    this.usage = usage;
  }

  private get hint(): Sentence {
    return sentence('errors.usage', { usage: this.usage });
  }

  refuse(word: Word | null, what: Sentence, hint: Sentence = this.hint): never {
    throw new Refusal(failure(word?.column ?? this.line.end, what, hint));
  }

  get more(): boolean {
    return this.peek() !== null;
  }

  peek(): Word | null {
    return this.line.words[this.at] ?? null;
  }

  /** The next word; `missing` says what should have stood there. */
  take(missing: Sentence = sentence('errors.word.missing')): Word {
    const word = this.peek();
    if (word === null) this.refuse(null, missing);
    this.at++;
    return word;
  }

  /** Reads the last word again. */
  back(): void {
    this.at--;
  }

  /** Whether the next word is this one; if so it is read. */
  skip(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    const missing = sentence('errors.word.expected', { word: text });
    const word = this.take(missing);
    if (word.text !== text) this.refuse(word, missing);
  }

  /** One of a few words. */
  choice<T extends string>(known: readonly T[]): T {
    const word = this.take();
    const found = known.find((one) => one === word.text);
    if (found !== undefined) return found;
    const near = nearest(word.text, known);
    const what = sentence('errors.word.unfit', { word: word.text });
    if (near === null) this.refuse(word, what);
    return this.refuse(word, what, sentence('errors.near', { near }));
  }

  sid(): ServerId {
    const word = this.take(sentence('errors.sid.missing'));
    const sid = WHOLE.test(word.text) ? Number(word.text) : -1;
    if (sid < 0 || sid > MAX_SID) {
      this.refuse(word, sentence('errors.sid.bad', { word: word.text, most: MAX_SID }));
    }
    return sid;
  }

  /** Server numbers up to the end or to a word that is not a number; at least `least` of them. */
  sids(least: 0 | 1): readonly ServerId[] {
    const sids: ServerId[] = [];
    while (this.peek() !== null && /^\d/.test(this.peek()?.text ?? '')) sids.push(this.sid());
    if (sids.length < least) sids.push(this.sid());
    return sids;
  }

  client(): ClientName {
    const word = this.take(sentence('errors.client.missing'));
    const fault = nameFault(word.text);
    if (fault !== null) this.refuse(word, fault);
    return word.text;
  }

  /** A server's number or a client's name. */
  endpoint(): Endpoint {
    const word = this.peek();
    if (word === null) return this.refuse(null, sentence('errors.endpoint.missing'));
    return /^\d/.test(word.text) ? this.sid() : this.client();
  }

  /** Two ends that can be connected, and whether an arrow stood between them. */
  ends(arrow: 'never' | 'maybe' | 'always'): ReturnType<LineReader['ends']> {
    const word = this.peek();
    const from = this.endpoint();
    if (arrow === 'always') this.expect('->');
    const oneWay = arrow === 'always' || (arrow === 'maybe' && this.skip('->'));
    const to = this.endpoint();
    this.distinct(word, from, to);
    return { from, to, oneWay };
  }

  /** A message type in one direction. */
  stream(): HoldRule {
    const message = this.message();
    const word = this.peek();
    const from = this.sid();
    this.expect('->');
    const to = this.sid();
    this.distinct(word, from, to);
    return { message, from, to };
  }

  private distinct(word: Word | null, a: Endpoint, b: Endpoint): void {
    if (a === b) this.refuse(word, sentence('errors.ends.same', { end: a }));
    if (typeof a === 'string' && typeof b === 'string') {
      this.refuse(word, sentence('errors.ends.clients'));
    }
  }

  whole(least: number, most: number): number {
    const word = this.take(sentence('errors.number.missing'));
    const number = WHOLE.test(word.text) ? Number(word.text) : -1;
    if (number < least || number > most) {
      this.refuse(word, sentence('errors.number.bad', { word: word.text, least, most }));
    }
    return number;
  }

  ms(): number {
    return this.whole(0, MAX_MS);
  }

  /** Milliseconds with up to three decimals. */
  millis(): number {
    const word = this.take(sentence('errors.number.missing'));
    const ms = MILLIS.test(word.text) ? Number(word.text) : -1;
    if (ms < 0 || ms > MAX_MS) {
      this.refuse(word, sentence('errors.millis.bad', { word: word.text, most: MAX_MS }));
    }
    return ms;
  }

  message(): string {
    const word = this.take(sentence('errors.message.missing'));
    const names = messageTypes();
    const wanted = word.text.toUpperCase();
    const found = names.find((name) => name.toUpperCase() === wanted);
    if (found !== undefined) return found;
    const near = nearest(word.text, names);
    const hint =
      near === null
        ? sentence('errors.message.list', { names: names.join(' ') })
        : sentence('errors.near', { near });
    return this.refuse(word, sentence('errors.message.unknown', { word: word.text }), hint);
  }

  /** Nothing more may stand on the line. */
  done(): void {
    const word = this.peek();
    if (word !== null) this.refuse(word, sentence('errors.word.extra', { word: word.text }));
  }
}
