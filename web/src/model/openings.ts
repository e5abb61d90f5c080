/** "3 open questions", and nothing where it is not known how many there are. */
export function openingWords(count: number | null): string {
  if (count === null) return '';
  if (count === 0) return 'no open questions';
  return `${count.toLocaleString('en')} open ${count === 1 ? 'question' : 'questions'}`;
}
