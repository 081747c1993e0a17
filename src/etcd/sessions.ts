import type { Micros } from '../model/index.ts';
import type { EtcdProgram, Session } from './client-state.ts';
import type { ClientStep } from './client-step.ts';
import type { LeaseId } from './requests.ts';
import type { EtcdAnswer } from './wire.ts';

/*
 * A lease that a program keeps alive: asked for a third of its time after each answer, and given up
 * when none came for all of it (clientv3/lease.go).
 */

const SECOND = 1_000_000;
/** How soon it asks again when that did not work (retryConnWait). */
const AGAIN: Micros = 500_000;

/** The lease is there: from now on it is kept. */
export function keptFrom(lease: LeaseId, ttl: number, now: Micros): Session {
  return { lease, asksAt: now, deadline: now + ttl * SECOND, over: false };
}

/** What an answer to a keep-alive makes of a session; null: its answer was none. */
export function afterKeepAlive(session: Session, answer: EtcdAnswer, now: Micros): Session {
  if (answer.type !== 'leaseKeepAlive') return { ...session, asksAt: now + AGAIN };
  const { ttl } = answer;
  if (ttl <= 0) return { ...session, asksAt: null, over: true };
  const asksAt = now + Math.floor((ttl * SECOND) / 3);
  return { ...session, asksAt, deadline: now + ttl * SECOND };
}

/** Asks for more time where that is due; what it takes for gone by itself is over. */
export function tendSession(w: ClientStep, program: EtcdProgram): EtcdProgram {
  const { session } = program;
  if (session === null || session.over) return program;
  if (session.deadline <= w.now) {
    w.client.calls = w.client.calls.filter(
      (one) => one.program?.id !== program.id || one.program.part !== 'keep',
    );
    return w.put({ ...program, session: { ...session, asksAt: null, over: true } });
  }
  if (session.asksAt === null || session.asksAt > w.now) return program;
  w.askFor(program, 'keep', { type: 'leaseKeepAlive', id: session.lease });
  return w.put({ ...program, session: { ...session, asksAt: null } });
}
