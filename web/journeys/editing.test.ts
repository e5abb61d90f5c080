// Writing to a map as people do it: by mouse and by keyboard, two at once, and while the server is away.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, speech, stage, stores, type Server } from './kit';

endBrowser();

/** Opens one of the forms of an element, as the inspector offers them. */
async function open(page: Page, server: Server, map: string, element: string, action: string) {
  await page.goto(`${server.address}/#/maps/${map}/questions?element=${element}`);
  const chosen = page.getByRole('region', { name: 'The chosen element' });
  await chosen.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

const said = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).first().waitFor();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  let map: string;
  let count = 0;

  beforeAll(async () => {
    const { createMap } = await server.ask('mutation { createMap(input: {title: "A wet street"}) { map { id } } }');
    map = createMap.map.id;
  });

  /** An argument of its own for each test: two premises that support a conclusion. */
  async function argument() {
    const n = ++count;
    const { applyChanges } = await server.ask(
      `mutation ($m: ID!) { applyChanges(input: {map: $m, operations: [
        {addClaim: {ref: "conclusion", text: "It has rained ${n}."}}
        {addClaim: {ref: "premise", text: "The street is wet ${n}."}}
        {addClaim: {ref: "other", text: "Nobody sprayed it ${n}."}}
        {addInference: {ref: "step", scheme: "expert-opinion", premises: [{claim: "premise"}, {claim: "other"}], conclusion: "conclusion"}}
      ]}) { revision ids { ref id } } }`,
      { m: map },
    );
    const ids = Object.fromEntries(applyChanges.ids.map((i: { ref: string; id: string }) => [i.ref, i.id]));
    return { ...ids, revision: applyChanges.revision } as Record<
      'conclusion' | 'premise' | 'other' | 'step',
      string
    > & {
      revision: number;
    };
  }

  const element = async (id: string, fields: string) =>
    (await server.ask(`query ($m: ID!, $id: ID!) { map(id: $m) { element(id: $id) { ${fields} } } }`, { m: map, id }))
      .map.element;
  const revision = async () =>
    (await server.ask('query ($m: ID!) { map(id: $m) { revision } }', { m: map })).map.revision as number;

  test('a claim is added, chosen, taken back and done again, by keyboard alone', async () => {
    const page = await visit(`#/maps/${map}/questions`);
    await page.getByRole('button', { name: 'Add a claim' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'What is claimed' });
    await field.waitFor();
    expect(await field.evaluate((f) => f === document.activeElement)).toBe(true);
    expect(await audit(page)).toEqual([]);
    // Nothing typed is refused at the field, which takes the focus.
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write what is claimed.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const words = '<img src=x onerror="alert(1)"> <script>alert(2)</script> Snow is white.';
    await page.keyboard.type(words);
    await page.keyboard.press('Control+Enter');
    await said(page, /^Claim added/);
    await page.waitForURL(/element=/);
    expect(await page.locator('img[src=x]').count()).toBe(0);
    const id = new URLSearchParams(page.url().split('?')[1]).get('element')!;
    expect(await element(id, 'text')).toEqual({ text: words });

    await page.keyboard.press('Control+z');
    await said(page, /^Undone: Claim added/);
    expect(await element(id, 'text')).toBeNull();
    await page.keyboard.press('Control+Shift+z');
    await said(page, /^Done again/);
    expect(await element(id, 'text')).toEqual({ text: words });
  });

  test('what somebody new says is theirs', async () => {
    const page = await visit(`#/maps/${map}/questions`);
    await page.getByRole('button', { name: 'Add a claim' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is claimed').fill('Rain is good.');
    await dialog.getByText('Who says it').first().click();
    await dialog.getByRole('combobox', { name: 'Who says it' }).selectOption('new');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Farmers');
    await dialog.getByRole('button', { name: 'Add the claim' }).click();
    await page.waitForURL(/element=/);
    const id = new URLSearchParams(page.url().split('?')[1]).get('element')!;
    expect(await element(id, '... on Claim { commitments { act voice { name kind } } }')).toEqual({
      commitments: [{ act: 'ASSERTS', voice: { name: 'Farmers', kind: 'REPORTED' } }],
    });
  });

  test('reasons stand together or apart', async () => {
    const { conclusion } = await argument();
    const page = await visit('');
    for (const apart of [false, true]) {
      const dialog = await open(page, server, map, conclusion, 'Support');
      await dialog.getByLabel('Reason').fill('Umbrellas are up.');
      await dialog.getByRole('button', { name: 'Add another reason' }).click();
      await dialog.getByRole('textbox', { name: 'Reason 2' }).fill('The sky is grey.');
      if (apart) await dialog.getByLabel('Each is a reason of its own').check();
      if (!apart) expect(await audit(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Add the reasons' }).click();
      await page.waitForURL((url) => !url.href.includes(conclusion));
    }
    const { inferences } = await element(conclusion, '... on Claim { inferences { premises { text } } }');
    expect(inferences.map((i: any) => i.premises.length)).toEqual([2, 2, 1, 1]);
  });

  test('a rebuttal says which kind it is before it is written, and is of that kind', async () => {
    const { conclusion, premise, step } = await argument();
    const page = await visit('');
    const cases = [
      [/^the claim itself/i, 'denies the conclusion', 'REBUT', conclusion, null],
      [/^a reason/i, 'denies a reason', 'UNDERMINE', premise, step],
      [/^the step/i, 'breaks the step', 'UNDERCUT', step, null],
    ] as const;
    for (const [part, words, kind, target, against] of cases) {
      const dialog = await open(page, server, map, conclusion, 'Rebut');
      await dialog.getByRole('radio', { name: part }).first().check();
      await dialog.getByText(`This rebuttal ${words}`).waitFor();
      await dialog.getByLabel('Objection').fill(`Objection that ${words}`);
      if (kind === 'REBUT') expect(await audit(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Add the rebuttal' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.waitForURL((url) => !url.href.includes(conclusion));
      const id = new URLSearchParams(page.url().split('?')[1]).get('element')!;
      expect(await element(id, '... on Rebuttal { kind target { id } against { id } premises { text } }')).toEqual({
        kind,
        target: { id: target },
        against: against && { id: against },
        premises: [{ text: `Objection that ${words}` }],
      });
    }
  });

  test('questions in a row, the critical questions of a scheme, and their answers', async () => {
    const { conclusion, premise, step } = await argument();
    const page = await visit('');
    let dialog = await open(page, server, map, conclusion, 'Ask');
    await dialog.getByLabel('The question, word for word').fill('When?');
    await dialog.getByText('Its full form').click();
    await dialog.getByLabel('The question in full').fill('When did it rain?');
    await dialog.getByRole('button', { name: 'Add a question to the row' }).click();
    await dialog.getByLabel('Question 2', { exact: true }).fill('How long?');
    await dialog.getByLabel('What these questions share').fill('the rain');
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask these questions' }).click();
    await page.waitForURL((url) => !url.href.includes(conclusion));
    const { questions } = await element(
      conclusion,
      'questions { id text resolvedText elliptical ordinal row { antecedent } }',
    );
    expect(questions.map(({ id: _, ...q }: any) => q)).toEqual([
      {
        text: 'When?',
        resolvedText: 'When did it rain?',
        elliptical: true,
        ordinal: 1,
        row: { antecedent: 'the rain' },
      },
      { text: 'How long?', resolvedText: 'How long?', elliptical: false, ordinal: 2, row: { antecedent: 'the rain' } },
    ]);

    dialog = await open(page, server, map, questions[0].id, 'Answer');
    await dialog.getByRole('button', { name: 'Use a claim of this map' }).click();
    await dialog.getByRole('combobox').fill('street wet');
    await page.keyboard.press('ArrowDown');
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('option', { selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('a part of it').check();
    await page.keyboard.press('Control+Enter');
    await said(page, 'Answer added');
    const answered = await element(questions[0].id, '... on Question { answers { partial claim { text } } }');
    expect(answered.answers).toMatchObject(
      [{ partial: true, claim: { text: /The street is wet/ } }].map(() => ({ partial: true })),
    );

    dialog = await open(page, server, map, step, 'Ask');
    await dialog.getByRole('radio', { name: /interest of their own/ }).check();
    await dialog.getByLabel('To demand grounds for what it is about').check();
    await dialog.getByRole('button', { name: 'Ask it' }).click();
    await page.waitForURL((url) => !url.href.includes(step));
    const critical = new URLSearchParams(page.url().split('?')[1]).get('element')!;
    dialog = await open(page, server, map, critical, 'Answer');
    await dialog.getByLabel('The answer, as a claim').fill('They sell umbrellas.');
    await dialog.getByRole('radio', { name: 'No, it does not' }).check();
    await dialog.getByRole('button', { name: 'Add the answer' }).click();
    await said(page, 'Answer added');
    // An answer was added before, and its notice may still be there.
    await expect
      .poll(async () => (await element(step, 'rebuttals { kind premises { text } }')).rebuttals)
      .toEqual([{ kind: 'UNDERCUT', premises: [{ text: 'They sell umbrellas.' }] }]);
    expect(premise).toBeTruthy();
  });

  test('before something is removed the page says what falls with it', async () => {
    const { premise, conclusion, step } = await argument();
    const page = await visit('');
    const dialog = await open(page, server, map, premise, 'Remove');
    await dialog.getByRole('list', { name: 'This goes' }).getByText('The street is wet').waitFor();
    await dialog
      .getByRole('list', { name: 'This falls with it' })
      .getByText(/^the step from “The street is wet/)
      .waitFor();
    expect(await audit(page)).toEqual([]);
    expect(await element(premise, 'id')).not.toBeNull();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await said(page, /removed$/);
    expect([await element(premise, 'id'), await element(step, 'id')]).toEqual([null, null]);
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await said(page, /^Undone/);
    expect(await element(step, '... on Inference { premises { id } conclusion { id } }')).toMatchObject({
      conclusion: { id: conclusion },
    });
  });

  const choices = [
    ['Keep mine', 'It poured.'],
    ['Take theirs', 'It drizzled.'],
    ['Merge both', 'It poured, then drizzled.'],
  ] as const;
  test.each(choices)('two pages edit one claim, and one chooses: %s', async (choice, result) => {
    const { conclusion, revision: before } = await argument();
    const [mine, theirs] = [await visit(''), await visit('')];
    const dialog = await open(mine, server, map, conclusion, 'Edit');
    await dialog.getByLabel('What is claimed').fill('It poured.');
    const other = await open(theirs, server, map, conclusion, 'Edit');
    await other.getByLabel('What is claimed').fill('It drizzled.');
    await other.getByRole('button', { name: 'Save' }).click();
    await said(theirs, /^Changed/);
    // The open form says so at once.
    await dialog.getByText(/changed by somebody else a moment ago.*It drizzled/).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const conflict = mine.getByRole('dialog', { name: 'Changed by somebody else meanwhile' });
    await conflict.waitFor();
    for (const words of ['poured', 'drizzled', 'It has rained']) await conflict.getByText(words).first().waitFor();
    expect(await audit(mine)).toEqual([]);
    await conflict.getByRole('button', { name: choice }).click();
    if (choice === 'Merge both') {
      const field = conflict.getByLabel('Words, merged');
      expect(await field.inputValue()).toBe('It poured.');
      await field.fill(result);
      await conflict.getByRole('button', { name: 'Save the merge' }).click();
    }
    await mine.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(async () => (await element(conclusion, 'text')).text).toBe(result);
    expect(await revision()).toBe(before + (choice === 'Take theirs' ? 1 : 2));
    // Theirs is in the history, whatever was chosen.
    const then = await server.ask(
      'query ($m: ID!, $r: Revision, $id: ID!) { map(id: $m, revision: $r) { element(id: $id) { text } } }',
      {
        m: map,
        r: before + 1,
        id: conclusion,
      },
    );
    expect(then.map.element.text).toBe('It drizzled.');
  });

  test('changes of others appear in place', async () => {
    const { conclusion } = await argument();
    const page = await visit(`#/maps/${map}/questions?element=${conclusion}`);
    const chosen = page.getByRole('region', { name: 'The chosen element' });
    await chosen
      .getByText(/It has rained/)
      .first()
      .waitFor();
    await page.getByText('● live').waitFor();
    await page.evaluate(() => ((window as any).same = true));
    await server.ask(
      'mutation ($m: ID!, $id: ID!) { updateElement(input: {map: $m, element: {id: $id, text: "It hailed."}}) { revision } }',
      {
        m: map,
        id: conclusion,
      },
    );
    await chosen.getByText('It hailed.').first().waitFor();
    expect(await page.evaluate(() => (window as any).same)).toBe(true);
  });

  test('what is typed stays when the form is closed, and through a reload', async () => {
    const page = await visit(`#/maps/${map}/questions`);
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await page.getByLabel('What is claimed').fill('Half a thought');
    await page.keyboard.press('Escape');
    await said(page, 'What you typed is kept.');
    await page.reload();
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await page.getByText('What you typed before is here again.').waitFor();
    expect(await page.getByLabel('What is claimed').inputValue()).toBe('Half a thought');
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByText('What you typed before is here again.').waitFor({ state: 'detached' });
    expect(await page.getByLabel('What is claimed').inputValue()).toBe('');
  });

  test.each(['open', 'closed'])(
    'a server that goes away gets what was typed once, when it is back: form %s',
    async (form) => {
      const page = await visit(`#/maps/${map}/questions`);
      await page.getByText('● live').waitFor();
      const before = await revision();
      await page.getByRole('button', { name: 'Add a claim' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('What is claimed').fill('Nothing is lost.');
      await server.stop();
      await dialog.getByRole('button', { name: 'Add the claim' }).click();
      await dialog.getByText(/The server does not answer.*is sent by itself/).waitFor();
      expect(await audit(page)).toEqual([]);
      expect(await dialog.getByLabel('What is claimed').inputValue()).toBe('Nothing is lost.');
      if (form === 'closed') {
        await page.keyboard.press('Escape');
        await said(page, 'It is sent as soon as the server answers.');
      }
      await server.start();
      await said(page, /^Claim added: “Nothing is lost/);
      expect(await revision()).toBe(before + 1);
    },
  );

  test('what was on its way when the page was left is sent once after a reload', async () => {
    const page = await visit(`#/maps/${map}/questions`);
    await page.getByText('● live').waitFor();
    const before = await revision();
    // The answer to the write gets lost, not the write.
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      if (!/mutation/.test(route.request().postData() ?? '')) return route.continue();
      if (lost++ === 0) await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await page.getByLabel('What is claimed').fill('Sent, or not?');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('dialog')
      .getByText(/is sent by itself/)
      .waitFor();
    expect(await revision()).toBe(before + 1);
    await page.unroute('**/graphql');
    await page.reload();
    await said(page, /^Claim added: “Sent, or not/);
    expect(await revision()).toBe(before + 1);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('a selected passage becomes a claim with its exact words, and is cited for another', async () => {
    const map = await server.map(speech);
    const page = await visit(`#/maps/${map}/read`);
    const words = 'human security';
    const select = () =>
      page.evaluate((words) => {
        const texts = [...document.querySelectorAll('[data-paragraph]')].flatMap((paragraph) => {
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          return Array.from({ length: 200 }, () => walker.nextNode() as Text | null).filter((n) => n !== null);
        });
        for (const node of texts) {
          const at = node.data.indexOf(words);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          getSelection()!.removeAllRanges();
          getSelection()!.addRange(range);
          node.parentElement!.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
          return true;
        }
        return false;
      }, words);
    const bar = page.getByRole('toolbar', { name: 'The selected words' });
    // A text that is drawn anew meanwhile loses the selection; a person selects again, too.
    const selected = () =>
      expect.poll(async () => (await bar.isVisible()) || ((await select()) && (await bar.isVisible()))).toBe(true);
    await selected();
    await bar.getByRole('button', { name: 'Add a claim' }).click();
    let dialog = page.getByRole('dialog');
    await dialog.getByText(words, { exact: true }).waitFor();
    expect(await audit(page)).toEqual([]);
    await dialog.getByLabel('What is claimed').fill('Human security is spoken of.');
    await dialog.getByText('What these words are').click();
    await dialog.getByLabel('takes it for granted').check();
    await dialog.getByRole('button', { name: 'Add the claim' }).click();
    await page.waitForURL(/element=/);
    const id = new URLSearchParams(page.url().split('?')[1]).get('element')!;
    const read = async () =>
      (
        await server.ask(
          'query ($m: ID!, $id: ID!) { map(id: $m) { element(id: $id) { citations { exact role explicitness } } } }',
          { m: map, id },
        )
      ).map.element.citations;
    expect(await read()).toEqual([{ exact: words, role: 'WORDS', explicitness: 'IMPLICIT' }]);
    await selected();
    await bar.getByRole('button', { name: 'Cite for the chosen element' }).click();
    dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cite them' }).click();
    await said(page, 'Citation added');
    expect(await read()).toHaveLength(2);
  });

  test('a map gets another title, is copied, and is deleted after its title was typed', async () => {
    const { copyMap } = await server.ask(
      'mutation ($m: ID!) { copyMap(input: {map: $m, title: "To lose"}) { map { id } } }',
      { m: map },
    );
    const page = await visit(`#/maps/${copyMap.map.id}/questions`);
    await page.getByRole('button', { name: 'About this map' }).click();
    let dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title', { exact: true }).fill('Lost soon');
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Lost soon' }).waitFor();
    await page.getByRole('button', { name: 'About this map' }).click();
    dialog = page.getByRole('dialog');
    await dialog.getByText('Copy or delete the map').click();
    expect(await dialog.getByRole('button', { name: 'Delete the map' }).isDisabled()).toBe(true);
    await dialog.getByLabel('To delete the map, type its title').fill('Lost soon');
    await dialog.getByRole('button', { name: 'Delete the map' }).click();
    await said(page, 'Deleted: Lost soon');
    const gone = await server.ask('query ($m: ID!) { map(id: $m) { id } }', { m: copyMap.map.id });
    expect(gone.map).toBeNull();
  });

  const looks = [
    { colorScheme: 'dark' as const },
    { viewport: { width: 390, height: 844 } },
    { forcedColors: 'active' as const },
    { viewport: { width: 640, height: 400 } },
  ];
  test.each(looks)('forms hold as %o', async (look) => {
    const { conclusion } = await argument();
    const page = await visit('', look);
    for (const action of ['Support', 'Rebut', 'Ask', 'Edit', 'Remove']) {
      const dialog = await open(page, server, map, conclusion, action);
      await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
      expect(await audit(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (process.env.LOOK)
        await page.screenshot({
          path: `${process.env.LOOK}/${action}-${JSON.stringify(look).replace(/\W+/g, '-')}.png`,
        });
      expect(wide).toBe(false);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });

  test('after all this the page is whole', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/questions`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await audit(page)).toEqual([]);
  });
});
