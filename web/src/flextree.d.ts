// As much of the package as the tests use.
declare module 'd3-flextree' {
  export interface FlexNode<T> {
    readonly data: T;
    readonly x: number;
    each(visit: (node: FlexNode<T>) => void): void;
  }
  export interface Layout<T> {
    (tree: FlexNode<T>): FlexNode<T>;
    hierarchy(data: T): FlexNode<T>;
  }
  export function flextree<T>(options: { spacing: () => number }): Layout<T>;
}
