/** The project's own zoo.cfg: three servers, ZooKeeper's sample ticks, its limits halved. */
export const DEFAULT_ZOO_CFG = `tickTime=2000
dataDir=/var/lib/zookeeper
clientPort=2181
initLimit=5
syncLimit=2
server.1=server1:2888:3888
server.2=server2:2888:3888
server.3=server3:2888:3888
`;

/** A zoo.cfg like it for `servers` voters (sids from 1) and `observers` (sids after them). */
export function zooCfgFor(servers: number, observers: number): string {
  const lines = DEFAULT_ZOO_CFG.split('\n').filter((line) => !/^server\.|^$/.test(line));
  for (let sid = 1; sid <= servers + observers; sid++) {
    const role = sid > servers ? ':observer' : '';
    lines.push(`server.${sid}=server${sid}:2888:3888${role}`);
  }
  return `${lines.join('\n')}\n`;
}
