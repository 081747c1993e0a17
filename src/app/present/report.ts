import type { Translate } from '../../i18n/index.ts';
import { letterOf, type RoomBallot } from './ballot.ts';
import type { KeptSession, SpentStep } from './kept-session.ts';
import { lateStretches, lateText, stepsOf } from './spent.ts';

const minutes = (ms: number): string => (ms / 60_000).toFixed(1);

function rows(ballot: RoomBallot, t: Translate): readonly string[] {
  const { first, second } = ballot;
  const isCounted = [...first, ...(second ?? [])].some((n) => n > 0);
  const options = ballot.options.map((option, i) => {
    const mark =
      i === ballot.right && ballot.phase === 'seen' ? ` ✓ ${t('present.report.right')}` : '';
    const asked = `${letterOf(i)}. ${option}`;
    if (!isCounted) return `- ${asked}${mark}`;
    const hands = second === null ? `${first[i] ?? 0}` : `${first[i] ?? 0} → ${second[i] ?? 0}`;
    return `- ${t('present.report.hands', { option: asked, hands })}${mark}`;
  });
  return isCounted ? options : [...options, '', t('present.report.uncounted')];
}

/** How long each step took, and which minutes overran. */
function times(title: string, spent: readonly SpentStep[], t: Translate): readonly string[] {
  if (spent.length === 0) return [];
  const late = lateStretches(spent).map((stretch) => lateText(stretch, t));
  const steps = stepsOf(spent).map(({ title, plannedMs, spentMs }) =>
    t('present.report.time', { title, planned: minutes(plannedMs), spent: minutes(spentMs) }),
  );
  const said = [...steps, ...(late.length === 0 ? [t('present.report.onTime')] : late)];
  return [`## ${title}`, '', ...said.map((line) => `- ${line}`), ''];
}

/** A session as a text to keep: what was asked, voted, seen, and how long it took. */
export function reportOf(session: KeptSession, when: string, t: Translate): string {
  const lines = [`# ${t('present.report.title', { when })}`, ''];
  if (session.ballots.length === 0) lines.push(t('present.report.none'), '');
  for (const ballot of session.ballots) {
    lines.push(`## ${ballot.about}`, '', ballot.text, '', ...rows(ballot, t), '');
    const why = ballot.right === null ? '' : (ballot.whys[ballot.right] ?? '');
    if (ballot.phase === 'seen' && why !== '') lines.push(t('present.report.seen', { why }), '');
  }
  lines.push(...times(t('present.report.times'), session.spent, t));
  lines.push(...times(t('present.report.rehearsal'), session.rehearsed, t));
  return lines.join('\n');
}
