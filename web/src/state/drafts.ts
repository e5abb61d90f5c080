// What was typed into forms and is not written yet, kept in the browser: by map and form, with the request
// that is on its way, if one is. A browser that keeps nothing still works; it forgets at a reload.
import type { Request } from './requests';
import type { Form } from './workspace.svelte';

/** One kept form. */
export interface Kept {
  readonly form: Form;
  readonly typed: unknown;
  /** The write that was sent and of which nobody knows whether it arrived, with all that it needs to be sent again. */
  readonly sent?: Sent;
}

export interface Sent {
  readonly request: Request;
  readonly said: string;
  readonly chooses?: string;
}

const memory = new Map<string, string>();
const mark = 'argmap-draft ';

/** Names a form: the same for the same kind over the same elements. */
export function formName(form: Form): string {
  const over = { ...form, spans: undefined };
  return JSON.stringify(over);
}

/** What was kept of a form, or null. */
export function kept(map: string, name: string): Kept | null {
  const key = `${mark}${map} ${name}`;
  const text = store((s) => s.getItem(key)) ?? memory.get(key);
  try {
    return text ? (JSON.parse(text) as Kept) : null;
  } catch {
    return null;
  }
}

/** Keeps a form, or forgets it. */
export function keep(map: string, name: string, value: Kept | null) {
  const key = `${mark}${map} ${name}`;
  if (value) {
    const text = JSON.stringify(value);
    memory.set(key, text);
    store((s) => s.setItem(key, text));
  } else {
    memory.delete(key);
    store((s) => s.removeItem(key));
  }
}

/** The first form of a map whose write is on its way. */
export function onItsWay(map: string): Kept | null {
  const prefix = `${mark}${map} `;
  const keys = new Set([...memory.keys(), ...(store((s) => Object.keys(s)) ?? [])]);
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const found = kept(map, key.slice(prefix.length));
    if (found?.sent) return found;
  }
  return null;
}

function store<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
