// A place is what the address bar says: which view of which map, at which revision, on which element.

export type View = 'read' | 'tree' | 'map' | 'questions' | 'history';

export const views: readonly { view: View; title: string }[] = [
  { view: 'read', title: 'Read' },
  { view: 'tree', title: 'Tree' },
  { view: 'map', title: 'Map' },
  { view: 'questions', title: 'Questions' },
  { view: 'history', title: 'History' },
];

export interface MapPlace {
  at: 'map';
  map: string;
  view: View;
  /** The chosen element. */
  element?: string;
  /** The revision looked at; the latest when left out. */
  revision?: number;
  /** The text that the reading view shows; the first of the map when left out. */
  source?: string;
}

export interface SourcePlace {
  at: 'source';
  source: string;
  /** The paragraph to show. */
  paragraph?: string;
}

export interface HomePlace {
  at: 'home';
  /** Words to search for. */
  search?: string;
}

/** Open questions of all maps. */
export interface QuestionsPlace {
  at: 'questions';
}

export type Place = HomePlace | SourcePlace | MapPlace | QuestionsPlace;

/** Reads a place from the part of an address behind #; whatever is not known leads home. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const params = new URLSearchParams(query);
  const parts = path.split('/').filter(Boolean).map(decode);
  const optional = (name: string) => params.get(name) || undefined;
  if (parts[0] === 'maps' && parts[1]) {
    return {
      at: 'map',
      map: parts[1],
      view: views.find((v) => v.view === parts[2])?.view ?? 'read',
      element: optional('element'),
      revision: wholeNumber(params.get('revision')),
      source: optional('source'),
    };
  }
  if (parts[0] === 'sources' && parts[1]) return { at: 'source', source: parts[1], paragraph: optional('paragraph') };
  if (parts[0] === 'questions') return { at: 'questions' };
  return { at: 'home', search: optional('search') };
}

/** Writes a place as the part of an address behind #, such that parsePlace gives it back. */
export function formatPlace(place: Place): string {
  switch (place.at) {
    case 'home':
      return '#/' + query({ search: place.search });
    case 'questions':
      return '#/questions';
    case 'source':
      return `#/sources/${encodeURIComponent(place.source)}` + query({ paragraph: place.paragraph });
    case 'map': {
      const { map, view, element, revision, source } = place;
      return `#/maps/${encodeURIComponent(map)}/${view}` + query({ element, revision: revision?.toString(), source });
    }
  }
}

function query(values: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) params.set(name, value);
  const text = params.toString();
  return text && '?' + text;
}

function wholeNumber(text: string | null): number | undefined {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
