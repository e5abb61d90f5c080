/** The way in which a text is written: by its language where that is known, else as each paragraph begins. */
export function directionOf(language: string | null | undefined): 'ltr' | 'rtl' | 'auto' {
  if (!language) return 'auto';
  try {
    const script = new Intl.Locale(language).maximize().script;
    if (!script) return 'auto';
    return rightToLeft.has(script) ? 'rtl' : 'ltr';
  } catch {
    return 'auto';
  }
}

const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi']);

/** Longer texts are not left to the browser: to find their direction it goes through all of them at every change. */
const short = 10_000;

/** The direction of a text that is being typed: of a short one the browser finds it, of a long one its first letter tells. */
export function directionOfText(text: string): 'ltr' | 'rtl' | 'auto' {
  if (text.length <= short) return 'auto';
  const first = text.slice(0, short).match(/\p{L}/u)?.[0];
  return first && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? 'rtl'
    : 'ltr';
}
