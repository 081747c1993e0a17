import { unreachable } from '../../lib/index.ts';
import type { ShellResult } from './program.ts';
import { delQuota, listQuota, setQuota } from './quotas.ts';
import type { Lengthy } from './run.ts';
import type { Steps } from './steps.ts';
import { aclTree, deleteAll, lsTree } from './trees.ts';

/** What a program of several requests asks, step by step. */
export function lengthySteps(program: Lengthy): Steps<ShellResult> {
  switch (program.type) {
    case 'ls-tree':
      return lsTree(program);
    case 'deleteall':
      return deleteAll(program);
    case 'acl-tree':
      return aclTree(program);
    case 'setquota':
      return setQuota(program);
    case 'listquota':
      return listQuota(program);
    case 'delquota':
      return delQuota(program);
    default:
      return unreachable(program);
  }
}
