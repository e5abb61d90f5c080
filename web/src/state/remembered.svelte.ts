/** A number that this browser remembers from visit to visit, where it remembers anything. */
export function remembered(key: string, otherwise: number): { value: number } {
  let value = $state(read(key) ?? otherwise);
  return {
    get value() {
      return value;
    },
    set value(to) {
      value = to;
      try {
        localStorage.setItem(key, String(to));
      } catch {
        // It is forgotten at the next visit, no more.
      }
    },
  };
}

function read(key: string): number | null {
  try {
    const found = Number(localStorage.getItem(key) ?? NaN);
    return Number.isFinite(found) ? found : null;
  } catch {
    return null;
  }
}
