import { byCodeUnit, entriesOf, size, sortedKeys } from '../../lib/index.ts';
import type { Server } from '../../sim/index.ts';
import { javaDate } from '../zkcli/index.ts';
import { connectionsOf, NOT_KEPT, OWN_CONNECTION, type Respondent } from './facts.ts';

/** ConsCommand: every connection, with what is known of its session. */
export function cons(asked: Respondent): readonly string[] {
  const lines = connectionsOf(asked).map(({ address, queued, session, timeoutMs }) => {
    const figures = [
      ...[`queued=${queued}`, `recved=${NOT_KEPT}`, `sent=${NOT_KEPT}`],
      ...[`sid=${session}`, `lop=${NOT_KEPT}`, `est=${NOT_KEPT}`, `to=${timeoutMs}`],
      ...[`lcxid=${NOT_KEPT}`, `lzxid=${NOT_KEPT}`, `lresp=${NOT_KEPT}`, `llat=${NOT_KEPT}`],
      ...[`minlat=${NOT_KEPT}`, `avglat=${NOT_KEPT}`, `maxlat=${NOT_KEPT}`],
    ];
    return ` ${address}[1](${figures.join(',')})`;
  });
  return [...lines, OWN_CONNECTION, ''];
}

/** DumpCommand: sessions, whose nodes are ephemeral, connections. */
export function dump(asked: Respondent): readonly string[] {
  return ['SessionTracker dump:', ...sessions(asked), ...ephemerals(asked), ...connections(asked)];
}

/** Only the leader knows when everybody's session expires; the others know its timeout. */
function sessions({ config, database, server, facts }: Respondent): readonly string[] {
  const local = config.localSessions ? clocks('Local Session', server.local) : [];
  if (facts.leading === null) {
    const lines = entriesOf(database.sessions)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([session, timeoutMs]) => `${session}\t${timeoutMs}ms`);
    return [...local, `Global Sessions(${lines.length}):`, ...lines];
  }
  const name = config.localSessions ? 'Global Session' : 'Session';
  return [...local, ...clocks(name, server.tracked)];
}

function clocks(name: string, tracked: Server['tracked']): readonly string[] {
  const sets = new Map<number, string[]>();
  for (const [session, { expiresAtMs }] of entriesOf(tracked)) {
    sets.set(expiresAtMs, [...(sets.get(expiresAtMs) ?? []), session]);
  }
  const lines = [...sets]
    .sort(([a], [b]) => a - b)
    .flatMap(([ms, ids]) => [
      `${ids.length} expire at ${javaDate(ms)}:`,
      ...ids.sort(byCodeUnit).map((id) => `\t${id}`),
    ]);
  return [`${name} Sets (${sets.size})/(${size(tracked)}):`, ...lines];
}

function ephemerals({ database }: Respondent): readonly string[] {
  const owners = entriesOf(database.ephemerals)
    .filter(([, paths]) => size(paths) > 0)
    .sort(([a], [b]) => byCodeUnit(a, b));
  const lines = owners.flatMap(([session, paths]) => [
    `${session}:`,
    ...sortedKeys(paths).map((path) => `\t${path}`),
  ]);
  return ['ephemeral nodes dump:', `Sessions with Ephemerals (${owners.length}):`, ...lines];
}

function connections(asked: Respondent): readonly string[] {
  const lines = connectionsOf(asked).map(
    ({ address, session }) => `\tip: ${address} sessionId: ${session}`,
  );
  const all = [...lines, '\tip: /nc sessionId: 0x0'];
  return [
    'Connections dump:',
    `Connections Sets (1)/(${all.length}):`,
    `${all.length} expire at ${NOT_KEPT}:`,
    ...all,
  ];
}
