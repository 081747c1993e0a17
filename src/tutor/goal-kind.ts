/** What every kind of condition is made of: how it is written, and when it holds. */
import type { RaftScene, Scene } from './scene.ts';

export type GoalArgs = Readonly<Record<string, string>>;

/** One kind of condition. */
export interface GoalKind {
  readonly name: string;
  readonly usage: string;
  /** Named groups are the arguments; `not` is there when the condition is turned round. */
  readonly pattern: RegExp;
  readonly met: (scene: Scene, args: GoalArgs) => boolean;
  /** The same of the Raft side; null: nothing of it can be asked there. */
  readonly raft: ((scene: RaftScene, args: GoalArgs) => boolean) | null;
}

/** What is asked in the same way on both sides. */
export const ALIKE = 'alike';

export const CLIENT = '[A-Za-z_\\u4e00-\\u9fff][\\w\\u4e00-\\u9fff-]*';
export const PATH = '/[^ ]*';
export const COUNT = '(?:is |are )?(?:(?<how>at least|at most) )?(?<n>\\d+)';
export const ZXID = '\\d+:\\d+|0x[0-9a-f]+';

export function kind(
  name: string,
  usage: string,
  pattern: string,
  met: GoalKind['met'],
  raft: GoalKind['raft'] | typeof ALIKE = null,
): GoalKind {
  return {
    name,
    usage,
    pattern: new RegExp(`^${pattern}$`),
    met,
    raft: raft === ALIKE ? met : raft,
  };
}

/** `at least`, `at most`, or exactly `n`. */
export function counts(value: number, args: GoalArgs): boolean {
  const n = Number(args.n);
  if (args.how === 'at least') return value >= n;
  return args.how === 'at most' ? value <= n : value === n;
}
