/**
 * `npm run conformance -- FILE...`: replays recorded behaviour of real servers. What differs is
 * printed with its place; the last line counts files.
 */
import '../checker/all.ts';
import '../i18n/all.ts';
import '../protocols/all.ts';
import '../recipes/all.ts';
import { readFileSync } from 'node:fs';
import { replayElection } from './conformance/elections.ts';
import type { Discrepancy } from './conformance/elections-compare.ts';
import { isElection } from './conformance/elections-format.ts';
import { replayEtcd } from './conformance/etcd-elections.ts';
import { isEtcdElection } from './conformance/etcd-format.ts';
import { replayEtcdScenario } from './conformance/etcd-service.ts';
import { isEtcdScenario } from './conformance/etcd-service-format.ts';
import { replayJavaClient } from './conformance/javaclient.ts';
import { isJavaClient } from './conformance/javaclient-format.ts';
import { replayScenario } from './conformance/scenarios.ts';
import { isScenario } from './conformance/scenarios-format.ts';
import { replayTranscript } from './conformance/zkcli.ts';

/** The differences of one file from what the simulator does; throws when it cannot be replayed. */
function replayFile(file: string): readonly Discrepancy[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.txt')) {
    return isJavaClient(text) ? replayJavaClient(text) : replayTranscript(text);
  }
  const value = parsed(text);
  if (isEtcdElection(value)) return replayEtcd(value);
  if (isEtcdScenario(value)) return replayEtcdScenario(value);
  if (isElection(value)) return replayElection(value);
  if (isScenario(value)) return replayScenario(value);
  throw new Error('this is no recorded behaviour: neither an election nor a scenario of format 1');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`this is no JSON: ${(error as Error).message}`);
  }
}

function main(files: readonly string[]): number {
  if (files.length === 0) {
    console.error('usage: npm run conformance -- FILE...');
    return 2;
  }
  let failed = 0;
  for (const file of files) {
    try {
      const differences = replayFile(file);
      if (differences.length > 0) failed += 1;
      for (const { where, expected, got } of differences) {
        console.log(`${file}: ${where}: expected ${expected}, got ${got}`);
      }
    } catch (error) {
      failed += 1;
      console.log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.log(`${files.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
