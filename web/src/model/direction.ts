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
