// Where the focus goes when what had it is gone: never to the top of the page.

/** Gives the focus back to what had it; when that is gone, to the chosen element, or else to the view. */
export function giveFocus(before: Element | null) {
  const home = document.querySelector<HTMLElement>('[data-focus-home]');
  const there = before instanceof HTMLElement && before !== document.body && before.isConnected;
  if (there) before.focus();
  if (there && document.activeElement === before) return;
  (home?.checkVisibility() ? home : document.getElementById('main'))?.focus({ preventScroll: true });
}
