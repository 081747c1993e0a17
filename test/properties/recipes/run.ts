import type { Breach } from '../../../src/checker/index.ts';
import { JudgedDriver } from '../../../src/headless/driver.ts';
import { Disaster } from '../../../src/headless/sweep/disaster.ts';
import { ensembleFor, type FaultKind } from '../../../src/headless/sweep/ensemble.ts';
import { Dice, getKey } from '../../../src/lib/index.ts';
import type { ClientName, Micros } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { isOver } from '../../../src/recipes/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../../../src/script/index.ts';
import { createWorld, type Turn } from '../../../src/sim/index.ts';
import { type Said, Scene } from './scene.ts';

const SECOND = 1_000_000;
/** Servers start and clients come; then faults; then calm, as long as it takes, up to this. */
const FAULTS_FROM = 4 * SECOND;
const FAULTS_UNTIL = 34 * SECOND;
const CALM_UNTIL = 150 * SECOND;

/** Who does what in a run, and what has to be true of it. */
export interface Trial {
  readonly name: string;
  readonly clients: readonly ClientName[];
  /** What the keeper of the place types before anybody comes. */
  readonly setup: readonly string[];
  /** The recipe with which a client begins now: `lock /path`; null: none. */
  readonly begins: (client: ClientName, scene: Scene, dice: Dice) => string | null;
  /** What the keeper types now and then while there are faults; null: nothing. */
  readonly keeps?: (scene: Scene, dice: Dice) => string | null;
  /** What the keeper types when the faults are over. */
  readonly closes?: readonly string[];
  /** The leaves in which somebody has its turn and may give it up. */
  readonly holding: readonly string[];
  /** Who waits here gives up in the end, since nobody need come whom it waits for. */
  readonly givesUp?: readonly string[];
  /** Who waits for ever, as it should: a consumer, a member. */
  readonly resting?: readonly string[];
  readonly judge: () => Judge;
}

export interface Judge {
  /** After a turn in which something was committed or a client was in motion. */
  readonly sees?: (scene: Scene) => void;
  readonly hears?: (scene: Scene, said: Said) => void;
  /** A recipe begins. */
  readonly begins?: (scene: Scene, client: ClientName) => void;
  /** Everything has come to rest. */
  readonly ends?: (scene: Scene) => void;
}

/** What a run was like. */
export interface Report {
  readonly complaints: readonly string[];
  readonly refused: number;
  /** How often each rule was said. */
  readonly said: ReadonlyMap<string, number>;
}

const OVER: ReadonlySet<string> = new Set(['DEAD', 'CLOSED', 'EXPIRED', 'AUTH_FAILED']);

/** One run of a trial: a whole ensemble, its faults, and clients with recipes. */
class Play extends JudgedDriver {
  readonly said = new Map<string, number>();
  readonly scene: Scene;
  private readonly trial: Trial;
  private readonly dice: Dice;
  private readonly disaster: Disaster;
  private readonly judge: Judge;
  private readonly sids: readonly number[];

  constructor(trial: Trial, seed: number, faults: FaultKind) {
    const { zooCfg } = ensembleFor(seed, 3, 0, faults);
    const read = parseZooCfg(zooCfg);
    if (isParseError(read)) throw new Error(`not a zoo.cfg: ${zooCfg}`);
    const { config } = read;
    const world = createWorld(DEFAULT_PROTOCOL, { name: 'custom', config, setup: [] }, seed, {});
    super(world, true);
    this.sids = config.servers.map((server) => server.sid);
    this.trial = trial;
    this.dice = new Dice(seed ^ 0x2ec19e);
    this.disaster = new Disaster(seed, faults, this.sids, false);
    this.judge = trial.judge();
    this.scene = new Scene(world);
  }

  go(): void {
    const { scene, trial, disaster } = this;
    this.say(`start ${this.sids.join(' ')}`);
    this.say(`client keeper connect ${this.sids.join(' ')} timeout 20000`);
    this.until(FAULTS_FROM);
    while (this.leafOf('keeper') !== 'CONNECTED') this.until(scene.world.now + SECOND);
    for (const line of trial.setup) this.say(`keeper: ${line}`);
    this.until(scene.world.now + SECOND);
    while (scene.world.now < FAULTS_UNTIL && scene.complaints.length === 0) {
      this.work();
      const at = scene.world.now + this.dice.between(1, 250) * 1000;
      while (disaster.nextAt < at) {
        this.until(disaster.nextAt);
        for (const command of disaster.act(scene.world)) this.attempt(command);
      }
      this.until(at);
    }
    for (const command of disaster.mend(scene.world)) this.attempt(command);
    for (const name of trial.clients) {
      if (getKey(scene.world.clients, name)?.frozen) this.say(`client ${name} resume`);
    }
    this.calm();
    if (scene.complaints.length === 0) this.judge.ends?.(scene);
  }

  /** Nothing breaks any more, nobody comes; whoever has its turn gives it up after a while. */
  private calm(): void {
    const { scene, trial } = this;
    this.until(scene.world.now + 12 * SECOND);
    // Three times: an answer may say that the connection was lost, or nothing.
    for (const line of [1, 2, 3].flatMap(() => trial.closes ?? [])) {
      if (this.leafOf('keeper') !== 'CONNECTED') this.connect('keeper', 20_000);
      this.until(scene.world.now + 3 * SECOND);
      this.say(`keeper: ${line}`);
    }
    while (scene.world.now < CALM_UNTIL && scene.complaints.length === 0) {
      this.until(scene.world.now + this.dice.between(100, 800) * 1000);
      const left = scene.runners.filter(
        ({ host, recipe }) => !OVER.has(host.client.leaf) && !isOver(recipe.leaf),
      );
      if (left.every(({ recipe }) => trial.resting?.includes(recipe.leaf))) break;
      for (const { name, recipe } of left) {
        const gives = [...trial.holding, ...(trial.givesUp ?? [])].includes(recipe.leaf);
        if (gives && this.dice.percent(40)) this.say(`${name} recipe release`);
      }
    }
    if (scene.world.now < CALM_UNTIL) return this.until(scene.world.now + 5 * SECOND);
    for (const { name, host, recipe } of scene.runners) {
      if (OVER.has(host.client.leaf) || isOver(recipe.leaf)) continue;
      if (!trial.resting?.includes(recipe.leaf))
        scene.complain(`${name} is ${recipe.leaf} for ever`);
    }
  }

  /** What one of the clients does now. */
  private work(): void {
    const { dice, scene, trial } = this;
    if (dice.percent(30)) {
      if (OVER.has(this.leafOf('keeper'))) this.connect('keeper', 20_000);
      const line = trial.keeps?.(scene, dice) ?? null;
      if (line !== null && this.leafOf('keeper') === 'CONNECTED') this.say(`keeper: ${line}`);
    }
    const name = dice.pick(trial.clients);
    if (OVER.has(this.leafOf(name))) return this.connect(name, dice.pick([1000, 2000, 4000]));
    if (getKey(scene.world.clients, name)?.frozen) {
      if (dice.percent(6)) this.say(`client ${name} resume`);
      return;
    }
    const recipe = scene.runner(name)?.recipe ?? null;
    if (dice.percent(3))
      this.say(`client ${name} ${dice.pick(['kill', 'disconnect', 'close', 'freeze', 'freeze'])}`);
    else if (dice.percent(4)) this.connect(name, 4000);
    else if (recipe === null || isOver(recipe.leaf)) {
      const line = trial.begins(name, scene, dice);
      if (line === null) return;
      this.judge.begins?.(scene, name);
      this.say(`${name} recipe ${line}`);
      this.interrupt(name);
    } else if (dice.percent(trial.holding.includes(recipe.leaf) ? 40 : 3)) {
      this.say(`${name} recipe release`);
      this.interrupt(name);
    }
  }

  /** Now and then the connection breaks just when an answer is on its way. */
  private interrupt(name: ClientName): void {
    if (!this.dice.percent(20)) return;
    this.until(this.scene.world.now + this.dice.between(200, 12_000));
    this.say(`client ${name} disconnect`);
  }

  private leafOf(name: ClientName): string {
    return getKey(this.scene.world.clients, name)?.client.leaf ?? 'DEAD';
  }

  private connect(name: ClientName, timeoutMs: number): void {
    this.say(
      `client ${name} connect ${this.dice.shuffled(this.sids).join(' ')} timeout ${timeoutMs}`,
    );
  }

  private say(line: string): void {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(`not a command: ${line}`);
    this.attempt(read.command);
  }

  private until(at: Micros): void {
    while (this.turn(at) !== null) if (this.scene.complaints.length > 0) return;
    this.idle(at);
    this.scene.world = this.world;
  }

  protected override broken(breaches: readonly Breach[]): void {
    for (const { invariant } of breaches) this.scene.complain(`${invariant} is broken`);
  }

  protected override follow(turn: Turn): void {
    const { scene, judge } = this;
    const before = this.world;
    super.follow(turn);
    scene.follow(turn.world, this.ledger);
    if (scene.fresh.length > 0 || turn.world.clients !== before.clients) judge.sees?.(scene);
    for (const event of turn.events) {
      if (event.type !== 'recipeMoved') continue;
      const { rule, facts } = event.because;
      this.said.set(rule, (this.said.get(rule) ?? 0) + 1);
      if (rule.endsWith('.failed')) scene.complain(`${event.client} fails: ${facts.code}`);
      judge.hears?.(scene, event);
    }
  }
}

/** Runs a trial once; the report is the same on every machine. */
export function play(trial: Trial, seed: number, faults: FaultKind): Report {
  const one = new Play(trial, seed, faults);
  one.go();
  const { complaints, refused } = one.scene;
  return { complaints, refused, said: one.said };
}
