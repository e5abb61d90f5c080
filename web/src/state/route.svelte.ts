import { formatPlace, parsePlace, type Place } from '../model/place';

/** Where the reader is. The address bar is the one truth; go() changes it. */
class Route {
  place: Place = $state.raw(parsePlace(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.place = parsePlace(location.hash)));
  }

  /** Goes to a place; `replace` leaves no step in the browser's history. */
  go(place: Place, replace = false) {
    const hash = formatPlace(place);
    if (hash === location.hash) return;
    if (replace) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
    this.place = place;
  }
}

export const route = new Route();
