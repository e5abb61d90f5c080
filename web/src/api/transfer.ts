// Files to and from the server, over the documented HTTP routes: they take what does not fit a question, and
// tell how far it is.
import { connection } from '../state/connection.svelte';
import { authorization, Fault, Unreachable } from './client';

/** Sends a form, and gives the answer. `onprogress` is told which part of it has gone out, from 0 to 1. */
export function send<T>(
  path: string,
  form: FormData,
  onprogress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onprogress?.(total ? loaded / total : 0);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 401) connection.denied();
      if (request.status < 300 && answer) resolve(answer as T);
      else reject(faultIn(answer, request.status));
    };
    request.onerror = () => {
      connection.lost();
      reject(new Unreachable('the server cannot be reached'));
    };
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

export interface Download {
  readonly blob: Blob;
  /** The file's name, as the server calls it. */
  readonly name: string;
}

/** Fetches a file whole, so that a token can be shown and an error be read. */
export async function fetchFile(path: string, signal?: AbortSignal): Promise<Download> {
  let response: Response;
  try {
    response = await fetch(path, { headers: authorization(), signal: signal ?? null });
    if (response.status === 401) connection.denied();
    if (!response.ok) throw faultIn(parsed(await response.text()), response.status);
    return { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition')) };
  } catch (cause) {
    if (cause instanceof Fault || signal?.aborted) throw cause;
    connection.lost();
    throw new Unreachable('the server cannot be reached', { cause });
  }
}

/** Gives a file to the reader, as a download. */
export function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// An error comes with its code and words; one from something in between has neither.
function faultIn(answer: unknown, status: number): Error {
  const { code, reason, field, message, details } = (answer ?? {}) as Record<string, unknown>;
  if (typeof message !== 'string') return new Unreachable(`the server answered ${status}`);
  return new Fault(message, String(code), String(reason ?? ''), field as string | undefined, { details });
}

function nameIn(disposition: string | null): string {
  const quoted = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  try {
    if (quoted) return decodeURIComponent(quoted);
  } catch {
    // It is called by the plain name then.
  }
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? 'map';
}
