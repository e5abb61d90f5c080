// Package fulltext is the one tokeniser of argmap: it turns text into search
// words in the same way whatever engine indexes them, so that the same query
// finds the same elements on SQLite's FTS5 and on Neo4j's Lucene index.
//
// The engines' own analysers disagree (stemming, diacritics, CJK, what a word
// is). Therefore neither is asked: [Document] writes the tokens of a text as
// plain words of the letters a-z and the digits, which no analyser splits or
// folds any further, and [Parse] makes a [Query] of what a user typed, which
// renders to FTS5 and to Lucene. Neither function ever reads query syntax out
// of its input, except one trailing asterisk.
//
// # From text to tokens
//
//  1. Folding. Compatibility decomposition (NFKD, UAX 15); characters that are
//     invisible by default (soft hyphen, joiners, bidi controls, variation
//     selectors) and the Arabic tatweel are dropped; combining marks are
//     dropped after a letter of Latin, Greek, Cyrillic, Hebrew or Arabic and
//     after anything that is no letter, and kept after a letter of any other
//     script, where they are vowels and consonants (Devanagari, Thai, kana);
//     full case folding (The Unicode Standard, 3.13: ß is ss, final sigma is
//     sigma); Latin letters that search treats as variants but Unicode does
//     not decompose (ø đ ð ħ ı ł ŧ æ œ þ) become a-z; decimal digits of any
//     script become 0-9; then NFKC. So é is e, İ I ı i are all i, й is и,
//     أ and آ are ا (but ؤ and ئ keep their hamza), ﬁ is fi, and full width is
//     half width.
//  2. Segmentation at word boundaries of UAX 29. Inside such a word, whatever
//     is neither letter, number nor mark separates, except between two digits:
//     "state's" is state, s; "l’homme" is l, homme; "e-mail" is e, mail;
//     "example.com" is example, com; "3.14", "1,000" and "v1.2" stay whole.
//     Punctuation and mathematical signs are never tokens: "C++" is c. Other
//     symbols (emoji) are, one token for each code point, without skin tone.
//  3. Scripts that do not part words by spaces, or for which UAX 29 would need
//     a dictionary, become overlapping pairs: Han and other ideographs,
//     Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer, Myanmar and the Tai
//     scripts; Hangul too, so that a noun is found below its particles. A unit
//     of a pair is a letter with its marks. The last unit of a run also stands
//     alone: 日本語 is 日本, 本語, 語. Thus every unit begins some token, and
//     a query of one unit, asked as a prefix, finds it wherever it stands; a
//     query of two units is one pair, of three units two pairs.
//  4. A token is cut after [MaxToken] code points, and earlier where its
//     encoding would be longer than 255 characters, at which Lucene's
//     tokenisers would cut it themselves: after 51 code points if none is in
//     a-z or 0-9.
//
// # Limits
//
//   - No stemming, no synonyms, no dictionary: "states" does not find "state".
//     "email" does not find "e-mail", "dont" does not find "don't".
//   - All words must be found, not next to each other: "e-mail" also finds a
//     text with "e" here and "mail" there, and 日本語 one with 日本 and 本語 apart.
//   - A line break or space inside a run of CJK ends the run. A zero-width
//     space does not.
//   - By NFKC, a superscript joins its word: "claim²" is claim2, found by
//     "claim*".
//   - Words that agree in their first 64 (51) code points are one token.
//   - Numbers are kept as written: "1,000" is not "1000".
//   - Javanese, Balinese and other scripts that UAX 29 counts as alphabets are
//     not paired though they may be written without spaces.
//   - Letters newer than the Unicode tables of the Go release are separators.
//
// Tokens are stored: whoever changes a rule here, or moves to a Go release with
// newer Unicode tables, has the stores write their tokens again.
package fulltext
