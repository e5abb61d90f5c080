import type { ElementDetailsQuery } from '../api/generated';

/** An element with all that the inspector shows of it. */
export type Inspected = NonNullable<NonNullable<ElementDetailsQuery['map']>['element']>;
