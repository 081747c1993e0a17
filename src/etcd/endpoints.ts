import type { ServerId } from '../model/index.ts';
import type { Call, EtcdProgram } from './client-state.ts';
import type { ClientStep } from './client-step.ts';
import {
  type CallFailure,
  type CtlOutput,
  failed,
  joined,
  printAnswer,
  printFailure,
} from './ctl/index.ts';
import type { AskTask, EndpointsTask } from './tasks.ts';
import type { ListedMember, MemberWord } from './wire.ts';

/*
 * etcdctl's `endpoint health` and `endpoint status`: each endpoint is asked by itself, by a client
 * of its own, so that a member that does not answer hides none that does. Health is asked of all at
 * once, and told in the order in which they answer; status one after the other, each for as long as
 * a command may take (ctlv3/command/ep_command.go).
 */

export type EndpointsAsker = EtcdProgram & { readonly task: EndpointsTask };

export function beginEndpoints(w: ClientStep, line: string, ask: AskTask): void {
  const { cluster = false } = ask.show;
  const servers = cluster ? null : w.client.servers;
  // A cast: just begun with this task.
  const asker = w.begin(line, { type: 'endpoints', ask, servers }) as EndpointsAsker;
  if (servers !== null) return askFirst(w, asker, servers);
  w.askFor(asker, 'look', { type: 'memberList' }, ask.limit);
}

function askFirst(w: ClientStep, asker: EndpointsAsker, servers: readonly ServerId[]): void {
  const { ask } = asker.task;
  for (const server of ask.show.health ? servers : servers.slice(0, 1)) {
    w.askBeside(asker, ask, server);
  }
}

/** `--cluster`: who has made itself known is an endpoint. */
export function onMembers(
  w: ClientStep,
  asker: EndpointsAsker,
  members: readonly ListedMember[],
): void {
  const servers = members.filter((one) => one.started).map(({ sid }) => sid);
  const known = w.put({ ...asker, task: { ...asker.task, servers } }) as EndpointsAsker;
  askFirst(w, known, servers);
}

/** Who is asked cannot be found out. */
export const noMembers = (why: string): CtlOutput =>
  failed(`failed to fetch endpoints from etcd cluster member list: ${why}`);

/** Whose question a call is. */
function askerOf(w: ClientStep, { program }: Call): EndpointsAsker | undefined {
  // A cast: nobody else asks beside.
  return program === null ? undefined : (w.programOf(program.id) as EndpointsAsker | undefined);
}

export function onEndpointAnswer(
  w: ClientStep,
  call: Call,
  word: Extract<MemberWord, { type: 'answer' }>,
): void {
  const asker = askerOf(w, call);
  if (asker !== undefined)
    note(w, asker, call, printAnswer(asker.task.ask, word, w.now - call.since));
}

export function onEndpointFailure(
  w: ClientStep,
  call: Call,
  server: ServerId,
  failure: CallFailure,
): void {
  const asker = askerOf(w, call);
  if (asker !== undefined) {
    const took = w.now - call.since;
    note(w, asker, call, printFailure(asker.task.ask, failure, server, took));
  }
}

/** One endpoint is done with: the next one is asked, or all are told. */
function note(w: ClientStep, asker: EndpointsAsker, call: Call, output: CtlOutput): void {
  w.drop(call);
  const endpoints = [...asker.endpoints, output];
  const noted = w.put({ ...asker, endpoints });
  const { servers } = asker.task;
  if (servers === null) return;
  if (endpoints.length === servers.length) return w.over(noted, joined(asker.task.ask, endpoints));
  const { ask } = asker.task;
  const next = servers[endpoints.length];
  if (!ask.show.health && next !== undefined) w.askBeside(noted, ask, next);
}
