// Two versions of one thing, and what it was before both: which fields differ, and what a merge of them is.

/** The fields of an element or map that people may change. */
export type Fields = Readonly<Record<string, string | boolean | number | null>>;

/** One field on which the versions do not agree. */
export interface Difference {
  readonly field: string;
  readonly was: Fields[string];
  readonly theirs: Fields[string];
  readonly mine: Fields[string];
  /** Who changed it; 'both' only when they changed it differently. */
  readonly by: 'theirs' | 'mine' | 'both';
}

/** The fields that somebody changed, in the order of `was`. A field that a version lacks is as it was. */
export function differences(was: Fields, theirs: Fields, mine: Fields): Difference[] {
  return Object.keys(was).flatMap((field): Difference[] => {
    const a = was[field]!;
    const b = field in theirs ? theirs[field]! : a;
    const c = field in mine ? mine[field]! : a;
    if (b === a && c === a) return [];
    // Where both did the same, nobody has to choose.
    const by = b === c || c === a ? 'theirs' : b === a ? 'mine' : 'both';
    return [{ field, was: a, theirs: b, mine: c, by }];
  });
}

/** The merge that loses no change that only one side made; of two changes of one field it takes mine. */
export function merged(was: Fields, theirs: Fields, mine: Fields): Fields {
  const chosen = differences(was, theirs, mine).map((d) => [d.field, d.by === 'theirs' ? d.theirs : d.mine]);
  return { ...was, ...Object.fromEntries(chosen) };
}

/** The fields of `to` that differ from `from`. */
export function changed(from: Fields, to: Fields): Fields {
  return Object.fromEntries(Object.entries(to).filter(([field, value]) => value !== from[field]));
}

/** The fields of a record of the log, an element's or a map's own, named as the API names them. */
export function fieldsOf(record: unknown): Fields {
  if (typeof record !== 'object' || record === null) return {};
  const { question, text = '', scheme = null, basis = null, ...rest } = record as Record<string, any>;
  if (!('kind' in rest))
    return { title: rest.title ?? '', description: rest.description ?? '', language: rest.language ?? '' };
  if (rest.kind === 'CLAIM') return { text, ...(basis && { basis }) };
  if (!question) return { text, scheme: scheme ?? '' };
  return {
    text,
    resolvedText: question.resolved ?? '',
    note: question.note ?? '',
    form: question.form,
    force: question.force,
    elliptical: question.elliptical ?? false,
    embedded: question.embedded ?? false,
    withdrawn: question.withdrawn ?? false,
    answerMode: question.answers || 'COMPATIBLE',
    standard: question.standard ?? '',
  };
}

/** What OwnFields asks for, as fields. A claim does not say whether what it rests on was pinned: it stays the SAME. */
export function ownFields(element: { __typename: string; text: string } & Record<string, any>): Fields {
  const { __typename: kind, text } = element;
  if (kind === 'Claim') return { text, basis: 'SAME' };
  if (kind !== 'Question') return 'scheme' in element ? { text, scheme: element.scheme ?? '' } : { text };
  const { form, force, elliptical, embedded, answerMode } = element;
  return {
    text,
    resolvedText: element.resolvedText === text ? '' : element.resolvedText,
    note: element.note ?? '',
    form,
    force,
    elliptical,
    embedded,
    withdrawn: element.status === 'WITHDRAWN',
    answerMode,
    standard: element.standard ?? '',
  };
}

const names: Record<string, string> = {
  text: 'Words',
  scheme: 'Scheme',
  basis: 'Rests on',
  resolvedText: 'In full',
  note: 'Note',
  form: 'Form',
  force: 'Force',
  elliptical: 'Leaves words out',
  embedded: 'Asked inside a statement',
  withdrawn: 'Withdrawn',
  answerMode: 'Answers exclude each other',
  standard: 'Standard of proof',
  title: 'Title',
  description: 'Description',
  language: 'Language',
};

/** What a field is called on the page. */
export function fieldName(field: string): string {
  return names[field] ?? field;
}

const values: Record<string, string> = {
  SAME: 'as it was',
  GIVEN: 'nothing: it needs no support',
  ARGUED: 'at least one accepted reason',
  WH: 'who, what, how, why …',
  POLAR: 'yes or no',
  ALTERNATIVE: 'one or the other',
  PURE: 'to know the answer',
  CHALLENGING: 'to demand grounds',
  ASSERTIVE: 'to say something and ask at once',
  RHETORICAL: 'nobody expects an answer',
  COMPATIBLE: 'no',
  EXCLUSIVE: 'yes',
};

// Fields that hold one of a few values; all others hold what people wrote.
const listed = new Set(['basis', 'form', 'force', 'answerMode']);

/** A value of a field in words. */
export function fieldWords(field: string, value: Fields[string] | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value ?? '');
  return listed.has(field) ? (values[text] ?? text) : text;
}
