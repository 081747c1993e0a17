import {
  type CliCommand,
  diesOfNumber,
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

/** Integer.decode: decimal, 0x or # hexadecimal, 0 octal; null: NumberFormatException. */
function decodeInt(text: string): number | null {
  const [, sign, hex, octal, decimal] =
    /^([+-]?)(?:(?:0x|#)([\da-f]+)|0([0-7]+)|(\d+))$/i.exec(text) ?? [];
  const digits = hex ?? octal ?? decimal;
  if (digits === undefined) return null;
  const size = Number.parseInt(digits, hex !== undefined ? 16 : octal !== undefined ? 8 : 10);
  const number = sign === '-' ? -size : size;
  return number >= -2147483648 && number <= 2147483647 ? number : null;
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
    return number === null ? always(diesOfNumber(words[1])) : does({ type: 'redo', number });
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
