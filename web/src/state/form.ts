/** What a form is open for. The forms themselves are in src/forms. */
export type Form =
  | { kind: 'claim'; spans?: Span[] }
  | { kind: 'support' | 'rebut'; target: string; spans?: Span[] }
  | { kind: 'ask'; about: string[]; spans?: Span[] }
  | { kind: 'answer'; question: string; spans?: Span[] }
  | { kind: 'cite'; element: string; spans: Span[] }
  | { kind: 'edit'; element: string }
  | { kind: 'remove'; elements: string[] }
  | { kind: 'citations' | 'stances' | 'row' | 'redirect'; element: string }
  | { kind: 'withdraw'; element: string; back: boolean }
  | { kind: 'restore'; revision: number }
  | { kind: 'map' }
  | { kind: 'export' };

/** A passage that somebody selected: UTF-16 offsets in one paragraph, half open. */
export interface Span {
  paragraph: string;
  start: number;
  end: number;
  exact: string;
}
