import type { Service } from '../replica/index.ts';
import { machineOf } from './machine.ts';
import { newServer, stepServer } from './step.ts';

/** ZooKeeper's servers as a run has them on its replicas. */
export const ZOOKEEPER = {
  name: 'zookeeper',
  keepsSessions: true,
  machineOf,
  boot: newServer,
  step: stepServer,
} satisfies Service;
