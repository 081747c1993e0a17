import { describe, expect, test } from 'vitest';
import { parseInline, parseProse, plainText } from '../../../src/tutor/index.ts';

const text = (t: string) => ({ type: 'text', text: t });
const code = (t: string) => ({ type: 'code', text: t });
const strong = (t: string) => ({ type: 'strong', of: [text(t)] });
const emphasis = (t: string) => ({ type: 'emphasis', of: [text(t)] });

describe('runs of text', () => {
  test.each([
    ['plain', [text('plain')]],
    ['a *b* c', [text('a '), emphasis('b'), text(' c')]],
    ['**a** b', [strong('a'), text(' b')]],
    ['`a *b* {leader}`', [code('a *b* {leader}')]],
    ['锁是*临时*节点', [text('锁是'), emphasis('临时'), text('节点')]],
    ['这叫**羊群效应**：', [text('这叫'), strong('羊群效应'), text('：')]],
    ['**a *b* c**', [{ type: 'strong', of: [text('a '), emphasis('b'), text(' c')] }]],
    ['*a **b** c*', [{ type: 'emphasis', of: [text('a '), strong('b'), text(' c')] }]],
    ['2 * 3 * 4', [text('2 * 3 * 4')]],
    ['a * b', [text('a * b')]],
    ['open *never closed', [text('open *never closed')]],
    ['an odd ` backquote', [text('an odd ` backquote')]],
    ['\\*not\\* \\{this\\}', [text('*not* {this}')]],
    ['<b onclick="x">&amp;</b>', [text('<b onclick="x">&amp;</b>')]],
    ['{leader} leads', [{ type: 'fact', name: 'leader', args: [] }, text(' leads')]],
    ['{holder /a/b}', [{ type: 'fact', name: 'holder', args: ['/a/b'] }]],
    ['{ 3 }', [text('{ 3 }')]],
    ['', []],
  ])('%s', (written, runs) => {
    expect(parseInline(written)).toEqual(runs);
  });

  test('plain text is what is left without the marks', () => {
    expect(plainText(parseInline('**a *b*** `c` {holder /p}'))).toBe('a b c {holder /p}');
  });
});

describe('blocks', () => {
  const paragraph = (t: string) => ({ type: 'paragraph', of: [text(t)] });

  test('lines of a paragraph are joined; in Chinese without a space', () => {
    expect(parseProse(['one', 'two', '', 'three'])).toEqual([
      paragraph('one two'),
      paragraph('three'),
    ]);
    expect(parseProse(['一台', 'MRI，', '三个'])).toEqual([paragraph('一台 MRI，三个')]);
  });

  test('lists hold blocks, and an indented line belongs to its item', () => {
    expect(parseProse(['- a', '  b', '- c', '', 'd'])).toEqual([
      { type: 'list', ordered: false, items: [[paragraph('a b')], [paragraph('c')]] },
      paragraph('d'),
    ]);
    expect(parseProse(['1. a', '2. b'])).toEqual([
      { type: 'list', ordered: true, items: [[paragraph('a')], [paragraph('b')]] },
    ]);
  });

  test('a list in a list', () => {
    expect(parseProse(['- a', '  - b'])).toEqual([
      {
        type: 'list',
        ordered: false,
        items: [[paragraph('a'), { type: 'list', ordered: false, items: [[paragraph('b')]] }]],
      },
    ]);
  });

  test('fenced code keeps its lines, closed or not', () => {
    expect(parseProse(['```sh', 'a  *b*', '', '- c', '```', 'd'])).toEqual([
      { type: 'code', info: 'sh', lines: ['a  *b*', '', '- c'] },
      paragraph('d'),
    ]);
    expect(parseProse(['```', 'a'])).toEqual([{ type: 'code', info: '', lines: ['a'] }]);
    expect(parseProse(['```', '```'])).toEqual([{ type: 'code', info: '', lines: [] }]);
  });
});
