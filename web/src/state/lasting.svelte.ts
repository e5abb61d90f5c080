/**
 * Makes a state that outlives the component which asks for it first. What it derives would else belong to that
 * component, and stand still once the reader has left it.
 */
export function lasting<T>(make: () => T): T {
  let made!: T;
  $effect.root(() => {
    made = make();
  });
  return made;
}
