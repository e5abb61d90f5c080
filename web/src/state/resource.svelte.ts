/** Something that is read from the server, and read anew when what it depends on changes. */
export interface Resource<T> {
  /** What was read last; it stays while something newer is on its way. */
  readonly value: T | null;
  readonly failed: Error | null;
  readonly loading: boolean;
}

/**
 * Reads by a function that tells by its synchronous part what it depends on; null means that there is nothing
 * to read. Only the answer to the last reading counts. To be called while a component is made.
 */
export function resource<T>(read: (signal: AbortSignal) => Promise<T> | null): Resource<T> {
  let value: T | null = $state.raw(null);
  let failed: Error | null = $state.raw(null);
  let loading = $state(false);

  $effect(() => {
    const controller = new AbortController();
    const answer = read(controller.signal);
    if (!answer) {
      value = failed = null;
      loading = false;
      return;
    }
    loading = true;
    answer
      .then((v) => {
        if (controller.signal.aborted) return;
        value = v;
        failed = null;
        loading = false;
      })
      .catch((cause: unknown) => {
        if (controller.signal.aborted) return;
        failed = cause as Error;
        loading = false;
      });
    return () => controller.abort();
  });

  return {
    get value() {
      return value;
    },
    get failed() {
      return failed;
    },
    get loading() {
      return loading;
    },
  };
}
