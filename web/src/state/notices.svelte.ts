/** What the page says aloud: shown for a while, and read by screen readers. */
export interface Notice {
  id: number;
  text: string;
  tone: 'done' | 'wrong';
  /** What the reader may do about it, such as undo. */
  action?: { words: string; run: () => void };
}

const shownFor = 8_000;

class Notices {
  list: readonly Notice[] = $state.raw([]);
  #next = 1;

  say(text: string, tone: Notice['tone'] = 'done', action?: Notice['action']) {
    const notice = { id: this.#next++, text, tone, action };
    this.list = [...this.list.slice(-2), notice];
    if (tone === 'done') setTimeout(() => this.close(notice.id), shownFor);
  }

  close(id: number) {
    this.list = this.list.filter((n) => n.id !== id);
  }
}

export const notices = new Notices();
