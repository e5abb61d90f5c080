// What this tab wrote to a map, to be taken back and done again, step by step.
import { ask, Fault } from '../api/client';
import { TakeBackDocument } from '../api/generated';
import { notices } from './notices.svelte';
import { mayHaveArrived, newKey } from './requests';
import type { Workspace } from './workspace.svelte';

interface Step {
  /** The revision that taking the step takes back. */
  revision: number;
  words: string;
}

const mostSteps = 100;

export class Undos {
  static #all = new Map<string, Undos>();
  done: Step[] = $state.raw([]);
  undone: Step[] = $state.raw([]);
  #busy = false;
  // The keys of what was sent and not answered: sent again under the same one, nothing is taken back twice.
  readonly #keys = new Map<number, string>();

  private constructor(public workspace: Workspace) {
    const { done = [], undone = [] } = remembered(workspace.map);
    this.done = done;
    this.undone = undone;
  }

  /** The steps of the open map. */
  static of(workspace: Workspace): Undos {
    const found = this.#all.get(workspace.map) ?? new Undos(workspace);
    found.workspace = workspace;
    this.#all.set(workspace.map, found);
    return found;
  }

  /** Remembers a change set of the reader's own. */
  wrote(revision: number, words: string) {
    this.#set([...this.done, { revision, words }], []);
  }

  /** Takes back the last change that is not taken back. */
  undo(): Promise<void> {
    const step = this.done.at(-1);
    return step ? this.takeBack(step.revision) : this.#nothing('There is nothing of yours to undo in this visit.');
  }

  /** Does the last undone change again. */
  redo(): Promise<void> {
    const step = this.undone.at(-1);
    return step ? this.#redo(step) : this.#nothing('There is nothing to do again.');
  }

  /** Takes back one change set, the reader's own or another's, and remembers how to do it again. */
  async takeBack(revision: number, words = `revision ${revision}`): Promise<void> {
    const step = this.done.find((s) => s.revision === revision) ?? { revision, words };
    const back = await this.#send(revision, () => void this.takeBack(revision, words));
    if (back === null) return;
    this.#set(
      this.done.filter((s) => s.revision !== revision),
      [...this.undone, { revision: back, words: step.words }],
    );
    notices.say(`Undone: ${step.words}`, 'done', { words: 'Redo', run: () => void this.redo() });
    await this.workspace.load(back);
  }

  async #redo(step: Step) {
    const again = await this.#send(step.revision, () => void this.#redo(step));
    if (again === null) return;
    this.#set([...this.done, { revision: again, words: step.words }], this.undone.slice(0, -1));
    notices.say(`Done again: ${step.words}`, 'done', { words: 'Undo', run: () => void this.undo() });
    await this.workspace.load(again);
  }

  async #send(revision: number, again: () => void): Promise<number | null> {
    if (this.#busy) return null;
    this.#busy = true;
    const key = this.#keys.get(revision) ?? newKey();
    this.#keys.set(revision, key);
    try {
      const { undo } = await ask(TakeBackDocument, { input: { map: this.workspace.map, revision, key } });
      this.#keys.delete(revision);
      return undo.revision;
    } catch (cause) {
      if (!mayHaveArrived(cause)) this.#keys.delete(revision);
      this.#failed(revision, cause, again);
      return null;
    } finally {
      this.#busy = false;
    }
  }

  #failed(revision: number, cause: unknown, run: () => void) {
    const history = { words: 'See the history', run: () => this.workspace.show({ view: 'history' }) };
    if (!(cause instanceof Fault) || mayHaveArrived(cause)) {
      const again = { words: 'Try again', run };
      notices.say(
        'The server does not answer. Try again: it is undone once, however often it is sent.',
        'wrong',
        again,
      );
    } else if (cause.reason === 'STR-DANGLING') {
      notices.say('Later changes build on this one; those have to be undone first.', 'wrong', history);
    } else if (cause.code !== 'CONFLICT') notices.say(`Not undone: ${cause.message}.`, 'wrong', history);
    else {
      // It cannot be taken back any more, and must not stand in the way of what can.
      this.#set(
        this.done.filter((s) => s.revision !== revision),
        this.undone.filter((s) => s.revision !== revision),
      );
      notices.say('This was changed again since, so it cannot be undone without losing that change.', 'wrong', history);
    }
  }

  #nothing(words: string): Promise<void> {
    notices.say(words);
    return Promise.resolve();
  }

  #set(done: Step[], undone: Step[]) {
    this.done = done.slice(-mostSteps);
    this.undone = undone.slice(-mostSteps);
    try {
      sessionStorage.setItem(place(this.workspace.map), JSON.stringify({ done: this.done, undone: this.undone }));
    } catch {
      // They are forgotten at a reload, no more.
    }
  }
}

const place = (map: string) => `argmap-undo ${map}`;

function remembered(map: string): { done?: Step[]; undone?: Step[] } {
  try {
    return JSON.parse(sessionStorage.getItem(place(map)) ?? '{}');
  } catch {
    return {};
  }
}
