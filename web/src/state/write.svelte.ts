// The one way to write. A Writer belongs to an open form: it sends what the form comes to, under a key by
// which it is written once however often it is sent, keeps it while the server is away, and tells the form
// what is wrong and where. After a write it shows the new map and offers to take the change back.
import { Fault, Unreachable } from '../api/client';
import { placeOf, type Plan } from '../model/plans';
import { keep, type Kept, kept, formName, type Sent } from './drafts';
import { notices } from './notices.svelte';
import { carryOut, mayHaveArrived, newKey, type Outcome, type Request } from './requests';
import { Undos } from './undo.svelte';
import type { Form, Workspace } from './workspace.svelte';

/** How long the writer waits before it sends again, the first time and at most, in milliseconds. */
const [firstWait, longestWait] = [1_000, 15_000];

/** What two people changed at once. */
export interface Clash {
  /** The record of the log as it is now; null when it is gone. */
  readonly theirs: unknown;
  /** The revision to send the write with, once the reader has chosen. */
  readonly revision: number;
  readonly message: string;
}

/** Writers that wait for the server; they go on when their form is closed. */
const waiting = new Set<Writer>();

export class Writer {
  stage: 'typing' | 'sending' | 'waiting' = $state('typing');
  /** What the server refused: at a field of the form, or as a whole. */
  fault: { message: string; field: string | undefined } | null = $state.raw(null);
  clash: Clash | null = $state.raw(null);
  /** Told after a write, instead of closing the form alone. */
  done: ((outcome: Outcome) => void) | undefined;

  readonly name: string;
  #key = newKey();
  #places: Plan['places'] = {};
  #sent: Sent | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = firstWait;
  #typed: unknown;

  constructor(
    readonly workspace: Workspace,
    readonly form: Form,
  ) {
    this.name = formName(form);
  }

  /** What was typed into this form before; a write of it that is on its way goes on. */
  resume(): Kept | null {
    const found = kept(this.workspace.map, this.name);
    if (!found) return null;
    this.#typed = found.typed;
    if (found.sent) {
      this.#key = found.sent.request.input.key ?? this.#key;
      this.#sent = found.sent;
      void this.#send();
    }
    return found;
  }

  /** Keeps what is typed, for a reload or another time; null forgets it. */
  keep(typed: unknown) {
    this.#typed = typed;
    const sent = this.#sent ?? undefined;
    keep(this.workspace.map, this.name, typed === null ? null : { form: this.form, typed, ...(sent && { sent }) });
  }

  /** Writes operations to the map. `said` is what the reader is told afterwards. */
  apply(plan: Plan, since: number, said: string, message = '') {
    this.#places = plan.places;
    const input = { map: this.workspace.map, operations: plan.operations, since, message: message.trim() || null };
    return this.write({ do: 'apply', input }, said, plan.chooses);
  }

  /** Carries out a request, with this writer's key. */
  write(request: Request, said: string, chooses?: string) {
    if (this.stage === 'sending') return Promise.resolve();
    const keyed = { ...request, input: { ...request.input, key: this.#key } } as Request;
    this.#sent = { request: keyed, said, ...(chooses && { chooses }) };
    this.#wait = firstWait;
    return this.#send();
  }

  /** Sends again at once what waits. */
  again() {
    if (this.stage === 'waiting') void this.#send();
  }

  /** Lets the reader type again. What was sent may have arrived; the key stays, so it is not written twice. */
  typeOn() {
    this.stop();
    this.#sent = null;
    this.stage = 'typing';
    this.keep(this.#typed);
  }

  /** Sends nothing more by itself; what is kept stays. */
  stop() {
    clearTimeout(this.#timer);
    waiting.delete(this);
  }

  async #send() {
    this.stop();
    const sent = this.#sent!;
    this.fault = this.clash = null;
    if (this.stage === 'typing') this.stage = 'sending';
    this.keep(this.#typed ?? {});
    try {
      await this.#written(sent, await carryOut(sent.request));
    } catch (cause) {
      if (mayHaveArrived(cause)) this.#later(cause);
      // The page asks for the token and comes back with it; what was to be sent is kept, and goes on then.
      else if ((cause as Fault).code === 'UNAUTHENTICATED') this.stage = 'waiting';
      else this.#refused(cause as Fault);
    }
  }

  async #written({ said, chooses }: Sent, outcome: Outcome) {
    const { workspace } = this;
    this.#sent = null;
    this.#key = newKey();
    keep(workspace.map, this.name, null);
    if (workspace.form && formName(workspace.form) === this.name) workspace.form = null;
    this.stage = 'typing';
    const { revision } = outcome;
    if (revision === null) notices.say(said);
    else {
      const undos = Undos.of(workspace);
      undos.wrote(revision, said);
      notices.say(said, 'done', { words: 'Undo', run: () => void undos.takeBack(revision) });
      const before = workspace.selected;
      await workspace.load(revision);
      // Who has gone on meanwhile is not called back.
      const chosen = chooses && outcome.ids[chooses];
      if (chosen && !workspace.form && workspace.selected === before) workspace.select(chosen);
    }
    this.done?.(outcome);
  }

  #later(cause: unknown) {
    this.stage = 'waiting';
    waiting.add(this);
    if (!(cause instanceof Unreachable || cause instanceof Fault)) console.warn(cause);
    this.#timer = setTimeout(() => void this.#send(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, longestWait);
  }

  #refused(fault: Fault) {
    this.#sent = null;
    this.stage = 'typing';
    this.keep(this.#typed);
    const { revision, theirs } = fault.extensions;
    if (fault.code === 'CONFLICT' && typeof revision === 'number') {
      this.clash = { theirs: theirs ?? null, revision, message: fault.message };
    } else if (fault.reason === 'write.key_reused') {
      this.#key = newKey();
      const message =
        'What you sent first has arrived after all: close this form to see it. What you typed since is not written.';
      this.fault = { message, field: undefined };
      void this.workspace.load();
    } else {
      this.fault = { message: sentence(fault.message), field: placeOf(this.#places, fault.field) };
    }
  }
}

/** Ends all that waits, when the map is left; what is kept goes on when it is opened again. */
export function stopWaiting() {
  for (const writer of [...waiting]) writer.stop();
}

/** Sends at once all that waits: the network is back. */
export function sendWaiting() {
  for (const writer of [...waiting]) writer.again();
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : text + '.';
}
