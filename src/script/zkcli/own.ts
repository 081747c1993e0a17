import {
  type CliCommand,
  dies,
  does,
  err,
  NOTHING,
  out,
  type Printed,
  type ZkCliLine,
} from './shape.ts';

/** What the shell prints to every command that needs a server once the session is over. */
export const NOT_CONNECTED = 'Not connected';

/** The shell's own commands look whether there is a session when they are done. */
function withSession(printed: Printed, alive: boolean): Printed {
  return alive ? printed : { out: [...printed.out, NOT_CONNECTED], err: printed.err };
}

export const history: CliCommand = {
  name: 'history',
  usage: '',
  options: null,
  least: 1,
  parse: () => does({ type: 'history' }),
  success: () => NOTHING,
  result: (_, result) => {
    if (result.type !== 'history') return NOTHING;
    const lines = result.lines.map(({ number, line }) => `${number} - ${line}`);
    return withSession(out(...lines), result.alive);
  },
};

/** Integer.decode: decimal, 0x or # hexadecimal, 0 octal; a sentence: NumberFormatException's. */
function decodeInt(text: string): number | string {
  if (text === '') return 'Zero length string';
  const [, sign = '', prefix = '', digits = ''] = /^([+-]?)(0x|#|0(?=.))?(.*)$/is.exec(text) ?? [];
  if (/^[+-]/.test(digits)) return 'Sign character in wrong position';
  const radix = prefix === '' ? 10 : prefix === '0' ? 8 : 16;
  const valid = { 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-f]+$/i }[radix].test(digits);
  const number = (sign === '-' ? -1 : 1) * Number.parseInt(digits, radix) + 0;
  if (valid && number >= -2147483648 && number <= 2147483647) return number;
  const constant = `${sign.replace('+', '')}${digits}`;
  return `For input string: "${constant}"${radix === 10 ? '' : ` under radix ${radix}`}`;
}

/** As if it stood outside of every command: said with or without a session. */
export function always(line: ZkCliLine): ZkCliLine {
  return { ...line, program: { type: 'say', needsSession: false } };
}

export const redo: CliCommand = {
  name: 'redo',
  usage: 'cmdno',
  options: null,
  least: 1,
  parse: (_, words) => {
    if (words[1] === undefined) return does({ type: 'redo', number: null });
    const number = decodeInt(words[1]);
    if (typeof number === 'number') return does({ type: 'redo', number });
    return always(dies(`java.lang.NumberFormatException: ${number}`));
  },
  success: () => NOTHING,
  result: (_, result) => {
    if (result.type !== 'redone') return NOTHING;
    if (result.fault === 'range') return err('Command index out of range');
    if (result.fault === 'redo') return err('No redoing redos');
    return withSession(NOTHING, result.alive);
  },
};

export const printwatches: CliCommand = {
  name: 'printwatches',
  usage: 'on|off',
  options: null,
  least: 1,
  parse: (_, words) =>
    does({ type: 'printwatches', on: words[1] === undefined ? null : words[1] === 'on' }),
  success: () => NOTHING,
  result: (_, result) => {
    if (result.type !== 'printwatches') return NOTHING;
    const said = result.asked ? out(`printwatches is ${result.on ? 'on' : 'off'}`) : NOTHING;
    return withSession(said, result.alive);
  },
};
