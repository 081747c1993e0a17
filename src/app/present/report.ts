import type { Translate } from '../../i18n/index.ts';
import { letterOf, type RoomBallot } from './ballot.ts';
import type { KeptSession } from './kept-session.ts';

const minutes = (ms: number): string => (ms / 60_000).toFixed(1);

function rows(ballot: RoomBallot, t: Translate): readonly string[] {
  return ballot.options.map((option, i) => {
    const mark =
      i === ballot.right && ballot.phase === 'seen' ? ` ✓ ${t('present.report.right')}` : '';
    const second = ballot.second === null ? '' : ` → ${ballot.second[i] ?? 0}`;
    return `- ${letterOf(i)}. ${option}: ${ballot.first[i] ?? 0}${second}${mark}`;
  });
}

/** A session as a text to keep: what was asked, voted before and after the talk, and seen. */
export function reportOf(session: KeptSession, t: Translate): string {
  const lines = [`# ${t('present.report.title')}`, ''];
  if (session.ballots.length === 0) lines.push(t('present.report.none'), '');
  for (const ballot of session.ballots) {
    lines.push(`## ${ballot.about}`, '', ballot.text, '', ...rows(ballot, t), '');
    const why = ballot.right === null ? '' : (ballot.whys[ballot.right] ?? '');
    if (ballot.phase === 'seen' && why !== '') lines.push(`${t('present.report.seen')} ${why}`, '');
  }
  if (session.spent.length > 0) {
    lines.push(`## ${t('present.report.times')}`, '');
    for (const { title, plannedMs, spentMs } of session.spent) {
      const facts = { title, planned: minutes(plannedMs), spent: minutes(spentMs) };
      lines.push(`- ${t('present.report.time', facts)}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
