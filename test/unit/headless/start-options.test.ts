import { describe, expect, test } from 'vitest';
import { startOptions } from '../../../src/headless/start-options.ts';

describe('the options of npm start', () => {
  test('serve a site, and let nobody in unless asked to', () => {
    expect(startOptions([])).toEqual({ port: 4173, live: null });
    expect(startOptions(['--port', '0'])).toEqual({ port: 0, live: null });
    const usual = { servers: 3, observers: 0, zooCfg: null, port: 2181, seed: 1 };
    expect(startOptions(['--live'])).toEqual({ port: 4173, live: usual });
    expect(startOptions(['--live', '--client-port', '3181', '--servers=5']).live).toEqual({
      ...{ ...usual, port: 3181, servers: 5 },
    });
  });

  test.each([
    [['--port', 'x'], '--port is a whole number from 0 to 65535, not "x"'],
    [['--servers', '5'], '--servers goes with --live'],
    [['--client-port', '1'], '--client-port goes with --live'],
    [['--live', 'yes'], '"yes" is no option'],
    [
      ['--live', '--zoo-cfg', 'z', '--client-port', '1'],
      '--client-port conflicts with --zoo-cfg z',
    ],
  ])('%j is refused', (argv, sentence) => {
    expect(() => startOptions(argv)).toThrow(sentence);
  });
});
