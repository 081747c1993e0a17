import { refusalText } from './answers.ts';
import type { EtcdAnswer, MemberWord } from './wire.ts';

/* What was answered, as short as people say it: for pictures and lists, not etcdctl's output. */

/** An answer in a word or two; errors as they stand on the wire. */
export function answerText(answer: EtcdAnswer): string {
  switch (answer.type) {
    case 'error':
      return refusalText(answer);
    case 'range':
      return answer.kvs.length === 0 ? '–' : answer.kvs.map(({ value }) => value).join(' ');
    case 'deleteRange':
      return String(answer.deleted);
    case 'txn':
      return answer.succeeded ? 'SUCCESS' : 'FAILURE';
    case 'leaseGrant':
      return answer.id;
    default:
      return 'OK';
  }
}

type Word = MemberWord extends infer W
  ? W extends unknown
    ? Omit<W, 'by' | 'term'>
    : never
  : never;

/** What a member says to a client, as a picture calls it. */
export function wordText(word: Word): string {
  if (word.type !== 'answer') return word.type;
  return answerText(word.answer).replace(/^etcdserver: (mvcc: )?/, '');
}
