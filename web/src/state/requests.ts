// The writes, as values: they can be kept, and sent again as they were.
import { ask, Fault } from '../api/client';
import {
  ApplyDocument,
  ChangeMapDocument,
  CopyMapDocument,
  DeleteMapDocument,
  RestoreDocument,
  type ApplyChangesInput,
  type CopyMapInput,
  type DeleteMapInput,
  type RestoreMapInput,
  type UpdateMapInput,
} from '../api/generated';

/** One write, with the key under which it is written once however often it is sent. */
export type Request =
  | { do: 'apply'; input: ApplyChangesInput }
  | { do: 'change-map'; input: UpdateMapInput }
  | { do: 'copy-map'; input: CopyMapInput }
  | { do: 'restore'; input: RestoreMapInput }
  | { do: 'delete-map'; input: DeleteMapInput };

/** What a write came to. */
export interface Outcome {
  /** The map's new revision; null where it has none, or another map has it. */
  readonly revision: number | null;
  /** The ids given to refs. */
  readonly ids: Readonly<Record<string, string>>;
  /** The map that was made. */
  readonly made?: string;
}

/** Sends a write. Fails as ask() does. */
export async function carryOut(request: Request): Promise<Outcome> {
  switch (request.do) {
    case 'apply': {
      const { applyChanges } = await ask(ApplyDocument, { input: request.input });
      const ids = Object.fromEntries(applyChanges.ids.map(({ ref, id }) => [ref, id]));
      return { revision: applyChanges.revision, ids };
    }
    case 'change-map': {
      const { updateMap } = await ask(ChangeMapDocument, { input: request.input });
      return { revision: updateMap.revision, ids: {} };
    }
    case 'copy-map': {
      const { copyMap } = await ask(CopyMapDocument, { input: request.input });
      return { revision: null, ids: {}, made: copyMap.map.id };
    }
    case 'restore': {
      const { restoreMap } = await ask(RestoreDocument, { input: request.input });
      return { revision: restoreMap.revision, ids: {} };
    }
    case 'delete-map':
      await ask(DeleteMapDocument, { input: request.input });
      return { revision: null, ids: {} };
  }
}

/** Whether a failure leaves open if the write was done: the same may be sent again. */
export function mayHaveArrived(cause: unknown): boolean {
  return !(cause instanceof Fault) || cause.code === 'UNAVAILABLE' || cause.code === 'CANCELLED';
}

/** A key for a write. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return 'explorer-' + Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
