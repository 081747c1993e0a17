import { eventLine } from '../../script/index.ts';
import { endOf } from '../../timeline/index.ts';
import type { Lab } from '../lab.svelte.ts';
import { unpack } from '../packed.ts';
import type { ShownRun } from '../saved-run.ts';
import { newRun, runOfText } from '../startup.ts';
import { type EmbedRequest, readRequest, VERSION } from './requests.ts';

/** A jump is worked out while everything waits: no further ahead than so many microseconds. */
const MOST_AHEAD = 600_000_000;

/** How an embed and the page around it speak with each other. */
export class Conversation {
  readonly #lab: Lab;
  readonly #origin: string;
  /** The last event that was told, and where that was. */
  #told = { n: -1, at: 0, branch: 1 };

  /** `origin`: whose page it listens to and speaks to; `*`: anybody's. */
  constructor(lab: Lab, origin: string) {
    this.#lab = lab;
    this.#origin = origin;
    this.#skip();
    addEventListener('message', (event) => void this.#hear(event));
    $effect.root(() => {
      $effect(() => this.#tell());
      $effect(() => this.#send({ event: 'state', ms: this.#ms, playing: lab.playing }));
    });
    this.#send({ event: 'ready' });
  }

  /** When it stands still; while it plays, the time of the last turn. */
  get #ms(): number {
    const { playing, now, world } = this.#lab;
    return Math.floor(playing ? world.now : now) / 1000;
  }

  #send(message: object): void {
    window.parent.postMessage({ zabscope: VERSION, ...message }, this.#origin);
  }

  async #hear({ source, origin, data }: MessageEvent): Promise<void> {
    // Only the page around it, and only if that is whose it says it is.
    if (source !== window.parent || (this.#origin !== '*' && origin !== this.#origin)) return;
    const read = readRequest(data);
    if (read === null) return;
    if ('wrong' in read) {
      const error = this.#lab.t('embed.wrong', { where: read.wrong });
      this.#send({ id: read.id, ok: false, error });
      return;
    }
    const { request } = read;
    const error = await this.#do(request);
    const state = { ms: Math.floor(this.#lab.now) / 1000, playing: this.#lab.playing };
    this.#send({
      id: request.id,
      ...(error === null ? { ok: true, ...state } : { ok: false, error }),
    });
  }

  /** Does what is asked; answers what is wrong with it, or null. */
  async #do(request: EmbedRequest): Promise<string | null> {
    const lab = this.#lab;
    switch (request.do) {
      case 'state':
        return null;
      case 'play':
        if (!lab.playing) lab.play();
        return null;
      case 'pause':
        lab.pause();
        return null;
      case 'seek': {
        const at = Math.floor(request.ms * 1000);
        if (at > Math.max(0, endOf(lab.timeline)) + MOST_AHEAD) {
          return lab.t('embed.tooFar', { seconds: MOST_AHEAD / 1e6 });
        }
        lab.seek(at);
        this.#skip();
        return null;
      }
      case 'act':
        return lab.act(request.line);
      case 'load': {
        const shown = await this.#run(request);
        if (typeof shown === 'string') return shown;
        lab.pause();
        lab.replace(shown);
        this.#skip();
        return null;
      }
    }
  }

  async #run(from: Extract<EmbedRequest, { do: 'load' }>): Promise<ShownRun | string> {
    const { settings, t } = this.#lab;
    if (from.recording !== undefined) {
      return runOfText(JSON.stringify(from.recording), settings.language);
    }
    if (from.link !== undefined) return runOfLink(from.link, this.#lab);
    if (from.scenario !== undefined) return newRun(from.scenario, settings.language);
    return t('embed.wrong', { where: 'recording, link, scenario' });
  }

  /** What is here already is not told. */
  #skip(): void {
    const { now, timeline, moment } = this.#lab;
    this.#told = { n: moment.events.at(-1)?.n ?? -1, at: now, branch: timeline.current };
  }

  /** What has happened since; going back and changing the branch tell nothing. */
  #tell(): void {
    const { now, timeline, moment } = this.#lab;
    const { n, at, branch } = this.#told;
    const isOn = now >= at && timeline.current === branch;
    const fresh = isOn ? moment.events.filter((timed) => timed.n > n) : [];
    this.#skip();
    if (fresh.length === 0) return;
    const told = fresh.map((one) => JSON.parse(eventLine(one.n, one.at, one.event)));
    this.#send({ event: 'events', events: told });
  }
}

/** The run of a link, or of what is packed in one; a sentence when there is none. */
export async function runOfLink(link: string, lab: Lab): Promise<ShownRun | string> {
  const packed = link.slice(link.lastIndexOf('/') + 1);
  const unpacked = await unpack(packed);
  if (typeof unpacked === 'string') return lab.t(`share.${unpacked}`);
  return runOfText(unpacked.text, lab.settings.language);
}
