// Which of the files that somebody brings belong together: some formats keep a map and its text in two files of
// one name.

export interface Format {
  readonly name: string;
  readonly title: string;
  readonly read: boolean;
  readonly written: boolean;
  readonly extensions: readonly string[];
}

/** A file of maps, and those that lie beside it. */
export interface Bundle<T> {
  readonly main: T;
  readonly beside: readonly T[];
}

/**
 * Puts files together. A file lies beside another of the same name when a format has its main file end as the
 * other does, and further files as this one does. Every file is in one bundle, in the order of the main files.
 */
export function bundled<T extends { name: string }>(files: readonly T[], formats: readonly Format[]): Bundle<T>[] {
  const several = formats.filter((f) => f.read && f.extensions.length > 1);
  const taken = new Set<T>();
  const beside = new Map<T, T[]>();
  for (const main of files) {
    for (const { extensions } of several) {
      const [first = '', ...others] = extensions;
      const stem = stemOf(main.name, first);
      if (stem === null || taken.has(main)) continue;
      const found = files.filter(
        (f) => f !== main && !taken.has(f) && !beside.has(f) && others.some((e) => stemOf(f.name, e) === stem),
      );
      if (!found.length) continue;
      beside.set(main, [...(beside.get(main) ?? []), ...found]);
      for (const f of found) taken.add(f);
    }
  }
  return files.filter((f) => !taken.has(f)).map((main) => ({ main, beside: beside.get(main) ?? [] }));
}

function stemOf(name: string, extension: string): string | null {
  const lower = name.toLowerCase();
  return extension && lower.endsWith(extension) ? lower.slice(0, -extension.length) : null;
}

/** Whether bytes are a text that could be read as a source: UTF-8 without signs that no text has. */
export function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() !== '' && !/[\u0000-\u0008\u000e-\u001a]/.test(text);
  } catch {
    return false;
  }
}

/** A title for a file that says none: its name without its ending. */
export function titleOf(name: string): string {
  return (
    name
      .replace(/\.[^.]{1,12}$/, '')
      .replaceAll('_', ' ')
      .trim() || name
  );
}

/** What the file of a map is called when it is fetched: as the map is, with the ending that the server gave it. */
export function downloadName(title: string, served: string): string {
  const ending = served.includes('.') ? served.slice(served.indexOf('.')) : '';
  const plain = title.replace(/[\u0000-\u001f\u007f\\/:*?"<>|\s]+/g, ' ');
  const safe = [...plain.replace(/^[. ]+/, '')]
    .slice(0, 80)
    .join('')
    .replace(/[. ]+$/, '');
  return safe ? safe + ending : served;
}
