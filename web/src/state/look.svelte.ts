/** Counts the changes of colours (light, dark, forced), for what is painted and cannot follow by itself. */
class Look {
  version = $state(0);

  constructor() {
    const changed = () => this.version++;
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', changed);
    new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ['style'] });
  }
}

export const look = new Look();
