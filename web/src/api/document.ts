declare const types: unique symbol;

/** The text of a GraphQL document, which knows the types of its answer and of its variables. */
export type Document<R, V> = string & { readonly [types]?: (variables: V) => R };
