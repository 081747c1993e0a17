import { client, server } from '../breach.ts';
import type { EtcdInvariant } from './occasions.ts';

/* The promises that etcd makes, each judged at what a turn brought. */

const revisionsAgree: EtcdInvariant = {
  name: 'RevisionsAgree',
  source: 'etcd, API guarantees: revisions',
  judges: {
    revised: ({ sid, revision, alike }) =>
      alike
        ? null
        : {
            because: { rule: 'revisionsAgree.other', facts: { server: sid, revision } },
            places: [server(sid), server(sid)],
          },
    fell: ({ sid, from, to }) => ({
      because: { rule: 'revisionsAgree.falls', facts: { server: sid, from, to } },
      places: [server(sid), server(sid)],
    }),
  },
};

const newestReads: EtcdInvariant = {
  name: 'NewestReads',
  source: 'etcd, API guarantees: linearizability',
  judges: {
    readNewest: ({ client: name, by, revision, floor }) =>
      revision >= floor
        ? null
        : {
            because: {
              rule: 'newestReads.old',
              facts: { client: name, server: by, revision, floor },
            },
            places: [client(name), server(by)],
          },
  },
};

const watchComplete: EtcdInvariant = {
  name: 'WatchComplete',
  source: 'etcd, API guarantees: watch',
  judges: {
    watchHeard: ({ client: name, by, from, to, missing }) =>
      missing === null
        ? null
        : {
            because: {
              rule: 'watchComplete.other',
              facts: { client: name, from, to, revision: missing },
            },
            places: [client(name), server(by)],
          },
  },
};

const leaseKept: EtcdInvariant = {
  name: 'LeaseKept',
  source: 'etcd, API guarantees: lease',
  judges: {
    leaseGone: ({ sid, lease, at, due }) =>
      at >= due
        ? null
        : {
            because: {
              rule: 'leaseKept.early',
              facts: { server: sid, lease, ms: Math.ceil((due - at) / 1000) },
            },
            places: [server(sid), server(sid)],
          },
  },
};

const oneOwner: EtcdInvariant = {
  name: 'OneOwner',
  source: 'clientv3/concurrency: Mutex, Election',
  judges: {
    owned: ({ client: name, by, name: lock, hasKey, other }) => {
      if (hasKey && other === null) return null;
      const places = [client(name), other === null ? server(by) : client(other)] as const;
      if (!hasKey) {
        const facts = { client: name, lock };
        return { because: { rule: 'oneOwner.noKey', facts }, places };
      }
      const facts = { client: name, lock, other: other ?? '' };
      return { because: { rule: 'oneOwner.two', facts }, places };
    },
  },
};

/** Every invariant of etcd's service, in the order in which they are listed and judged. */
export const ETCD_INVARIANTS: readonly EtcdInvariant[] = [
  revisionsAgree,
  newestReads,
  watchComplete,
  leaseKept,
  oneOwner,
];
