import { contender } from './contender.ts';

/**
 * Leader election among clients (ZooKeeper recipes: Leader Election): the one that came first
 * leads, each other one watches the one just before it and not the leader. Not to be confused with
 * the election among the servers.
 */
export const leaderElection = contender({
  name: 'leader-election',
  rules: 'leader-election',
  mark: 'n_',
  line: ['n_'],
  blocker: (ahead) => ahead.at(-1) ?? null,
});
