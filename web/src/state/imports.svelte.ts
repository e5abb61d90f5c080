// Files on their way in. Each is first looked at, and nothing is written until the reader says so.
import { Fault } from '../api/client';
import { send } from '../api/transfer';
import { isText, type Bundle } from '../model/files';
import { newKey } from './requests';

export interface Counts {
  elements: number;
  links: number;
  sources: number;
  leftovers: number;
}

export interface Finding {
  rule: string;
  severity: 'ERROR' | 'WARNING' | 'INFO';
  where?: string;
  message: string;
}

export interface CheckedMap {
  title: string;
  counts: Counts;
  findings: Finding[] | null;
}

export interface BroughtMap extends CheckedMap {
  map: string;
  recognised: number;
  repeated?: boolean;
}

/** One file of maps, with those beside it. */
export class Incoming {
  stage: 'looking' | 'looked' | 'refused' | 'bringing' | 'there' = $state('looking');
  /** How much has gone out, from 0 to 1. */
  sent = $state(0);
  format = $state('');
  maps: readonly CheckedMap[] = $state.raw([]);
  brought: readonly BroughtMap[] = $state.raw([]);
  failed: Error | null = $state.raw(null);
  /** Whether it could be read as a text instead. */
  text = $state(false);
  /** What the reader says the format is; by its content when empty. */
  said = $state('');

  #key = newKey();
  #stop = new AbortController();

  constructor(readonly bundle: Bundle<File>) {}

  get name(): string {
    return this.bundle.main.name;
  }

  /** Shows what is in the file, and writes nothing. */
  async look() {
    await this.#run('looking', async () => {
      const found = await this.#send<{ format: string; maps: CheckedMap[] }>('/maps/validate', {});
      [this.format, this.maps, this.stage] = [found.format, found.maps, 'looked'];
    });
    if (this.failed instanceof Fault && this.failed.reason === 'format.unrecognised') {
      this.text = isText(new Uint8Array(await this.bundle.main.slice(0, 1 << 20).arrayBuffer()));
    }
  }

  /** Brings the maps in. Sent again under the same key, nothing is brought in twice. */
  async bring() {
    await this.#run('bringing', async () => {
      const found = await this.#send<{ maps: BroughtMap[] }>('/maps', { key: this.#key });
      [this.brought, this.stage] = [found.maps, 'there'];
    });
  }

  async #run(stage: 'looking' | 'bringing', does: () => Promise<void>) {
    [this.stage, this.failed, this.sent, this.text] = [stage, null, 0, false];
    try {
      await does();
    } catch (cause) {
      if (this.#stop.signal.aborted) return;
      this.failed = cause as Error;
      this.stage = stage === 'looking' ? 'refused' : 'looked';
    }
  }

  #send<T>(path: string, more: Record<string, string>): Promise<T> {
    const form = new FormData();
    form.append('file', this.bundle.main, this.name);
    for (const file of this.bundle.beside) form.append('beside', file, file.name);
    const query = new URLSearchParams({ name: this.name, ...(this.said ? { format: this.said } : {}), ...more });
    return send<T>(`${path}?${query}`, form, (part) => (this.sent = part), this.#stop.signal);
  }

  stop() {
    this.#stop.abort();
  }
}
