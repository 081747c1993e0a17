import { zxidHex } from '../../model/index.ts';
import { VERSION } from '../zkcli/index.ts';
import {
  connectionCount,
  connectionsOf,
  modeOf,
  NOT_KEPT,
  nodeCount,
  OWN_CONNECTION,
  outstanding,
  type Respondent,
} from './facts.ts';

/** StatCommand, without and with its list of clients. */
export function srvr(asked: Respondent): readonly string[] {
  return [...version(asked), ...figures(asked)];
}

export function stat(asked: Respondent): readonly string[] {
  const clients = connectionsOf(asked).map(
    ({ address, queued }) => ` ${address}[1](queued=${queued},recved=${NOT_KEPT},sent=${NOT_KEPT})`,
  );
  return [...version(asked), 'Clients:', ...clients, OWN_CONNECTION, '', ...figures(asked)];
}

function version({ server }: Respondent): readonly string[] {
  const line = `Zookeeper version: ${VERSION}`;
  return server.readOnly ? [line, 'READ-ONLY mode; serving only read-only clients'] : [line];
}

function figures(asked: Respondent): readonly string[] {
  const mode = modeOf(asked);
  const lines = [
    `Latency min/avg/max: ${NOT_KEPT}`,
    `Received: ${NOT_KEPT}`,
    `Sent: ${NOT_KEPT}`,
    `Connections: ${connectionCount(asked)}`,
    `Outstanding: ${outstanding(asked)}`,
    `Zxid: ${zxidHex(asked.facts.log.applied)}`,
    `Mode: ${mode}`,
    `Node count: ${nodeCount(asked)}`,
  ];
  if (mode === 'leader') lines.push(`Proposal sizes last/min/max: ${NOT_KEPT}`);
  return lines;
}
