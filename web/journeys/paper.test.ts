// What comes out of a printer, and what stays in view on the smallest screens.
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, speech, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('the reading view prints the text over the full width, then every line of the argument', async () => {
    const page = await visit(`#/maps/${await server.map(speech)}/read`);
    await page.getByText(/● live/).waitFor();
    const text = page.getByRole('region', { name: 'Text', exact: true });
    await text.getByText('Politicians must react.').waitFor();
    const outline = page.getByRole('region', { name: 'The argument' });
    expect(await outline.count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await outline.getByText('again: see', { exact: false }).first().waitFor();
    const { map } = await server.ask('query($m: ID!) { map(id: $m) { claims(first: 200) { nodes { text } } } }', {
      m: await server.map(speech),
    });
    const printed = await outline.innerText();
    for (const claim of map.claims.nodes) expect(printed).toContain(claim.text);
    expect(printed).toMatch(/✓ accepted · ¶ 1\n/);
    const [wide, all] = await page.evaluate(() => [
      document.querySelector('[data-paragraph]')!.getBoundingClientRect().width,
      innerWidth,
    ]);
    expect(wide! / all!).toBeGreaterThan(0.7);
    expect(await page.getByRole('tree').count()).toBe(0);
    expect(await page.getByText('Choose a line', { exact: false }).isVisible()).toBe(false);
    // Neither a screen's height nor a scroller cuts it off.
    const cut = await outline.evaluate((node) => {
      for (let at: Element | null = node; at; at = at.parentElement) {
        if (at.scrollHeight > at.clientHeight + 1 && getComputedStyle(at).overflowY !== 'visible') return at.className;
      }
      return null;
    });
    expect(cut).toBeNull();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect.poll(() => outline.count()).toBe(0);
    await page.emulateMedia({ media: null });
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(2);
  });

  test('nothing is cut and nothing scrolls sideways at 320 pixels, nor at 400 %', async () => {
    const [map, talk] = [await server.map(speech), await server.map(debate)];
    for (const height of [640, 200]) {
      for (const hash of ['', '#/questions', `#/maps/${map}/read`, `#/maps/${talk}/tree`, `#/maps/${map}/questions`]) {
        const page = await visit(hash, { viewport: { width: 320, height } });
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        if (hash.endsWith('tree')) await page.getByRole('treeitem').first().waitFor();
        const wide = await page.evaluate(() => {
          const scrolls = (e: Element) =>
            e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX);
          const out = (e: Element) => {
            const box = e.getBoundingClientRect();
            return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
          };
          const said = (e: Element) => `${e.tagName} ${e.textContent?.slice(0, 30)}`;
          const all = [...document.querySelectorAll('*')];
          return [
            ...all.filter(scrolls).map((e) => `scrolls: ${said(e)}`),
            ...all.filter((e) => e.matches('a, button, input, select') && out(e)).map((e) => `is cut: ${said(e)}`),
          ];
        });
        expect(wide, `${hash} at 320 × ${height}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        if (height > 400) expect(await audit(page)).toEqual([]);
        await page.close();
      }
    }
  });
});
