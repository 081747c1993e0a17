import { describe, expect, test } from 'vitest';
import { findBrowser, NO_BROWSER, type Outside } from '../../../src/headless/browser.ts';

/** A machine with some files; commands are written down, and may bring a file into being. */
function machine(files: string[], more: Partial<Outside> = {}, brings?: [string, string]) {
  const ran: string[] = [];
  const whole: Outside = {
    env: {},
    exists: (path) => files.includes(path),
    own: () => '/own/chrome',
    isRoot: false,
    run: (command, args) => {
      ran.push([command, ...args].join(' '));
      if (brings !== undefined && ran.at(-1)?.includes(brings[0])) files.push(brings[1]);
      return true;
    },
    ...more,
  };
  return { machine: whole, ran };
}

describe('a browser is found', () => {
  test('by CHROMIUM_PATH before any other', () => {
    const env = { CHROMIUM_PATH: '/my/browser' };
    const given = machine(['/my/browser', '/usr/bin/chromium'], { env });
    expect(findBrowser(given.machine)).toBe('/my/browser');
  });

  test('not by a CHROMIUM_PATH that names nothing', () => {
    const given = machine(['/usr/bin/chromium'], { env: { CHROMIUM_PATH: '/my/browser' } });
    expect(() => findBrowser(given.machine)).toThrow('CHROMIUM_PATH names /my/browser');
  });

  test('on the system before Playwright has one', () => {
    const given = machine(['/own/chrome', '/usr/bin/google-chrome']);
    expect(findBrowser(given.machine)).toBe('/usr/bin/google-chrome');
  });

  test('where Playwright has put its own', () => {
    expect(findBrowser(machine(['/own/chrome']).machine)).toBe('/own/chrome');
  });

  test('by installing it, as root on Debian', () => {
    const brings: [string, string] = ['install -y', '/usr/bin/chromium'];
    const given = machine(['/etc/debian_version'], { isRoot: true }, brings);
    expect(findBrowser(given.machine)).toBe('/usr/bin/chromium');
    expect(given.ran).toHaveLength(2);
  });

  test("by Playwright's download, where nothing else is left", () => {
    const given = machine(['/etc/debian_version'], {}, ['cli.js', '/own/chrome']);
    expect(findBrowser(given.machine)).toBe('/own/chrome');
    expect(given.ran).toHaveLength(1);
  });

  test('or one line says how to get one', () => {
    expect(() => findBrowser(machine([]).machine)).toThrow(NO_BROWSER);
    expect(NO_BROWSER).not.toContain('\n');
  });
});
