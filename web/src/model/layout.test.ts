import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meet } from './boxes';
import { faceOf, type Fonts } from './face';
import { drawingOf, mirrored, type Drawing } from './layout';
import { moved } from './moves';
import { outlineOf, type Line, type Outline, type Row } from './outline';
import { childrenOf, gaps, stands } from './plan';
import { linkPath } from './strokes';

const fonts: Fonts = { words: (t) => 7 * t.length, note: (t) => 6 * t.length, head: (t) => 6 * t.length };
const face = (line: Line) => faceOf(line, fonts, 10);

const below: Record<string, [role: Row['role'], kind: string][]> = {
  Claim: [
    ['SUPPORTS', 'Inference'],
    ['REBUTS', 'Rebuttal'],
    ['UNDERMINES', 'Rebuttal'],
    ['ASKS', 'Question'],
  ],
  Inference: [
    ['PREMISE_OF', 'Claim'],
    ['PREMISE_OF', 'Claim'],
    ['UNDERCUTS', 'Rebuttal'],
    ['BACKS', 'Inference'],
    ['ASKS', 'Question'],
  ],
  Rebuttal: [
    ['PREMISE_OF', 'Claim'],
    ['UNDERCUTS', 'Rebuttal'],
    ['ASKS', 'Question'],
  ],
  Question: [
    ['ANSWERS', 'Claim'],
    ['CARRIED_BY', 'Claim'],
  ],
};

/** Rows as the server gives them, of every shape that a tree can have. */
const rows: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      up: fc.nat(5),
      pick: fc.nat(9),
      text: fc.string({ maxLength: 90 }),
      bare: fc.boolean(),
      again: fc.nat(9),
    }),
    {
      maxLength: 50,
    },
  )
  .map((steps) => {
    const result: Row[] = [];
    steps.forEach(({ up, pick, text, bare, again }, i) => {
      let parent: number | null = i - 1;
      for (let k = 0; k < up && parent !== null && parent >= 0; k++) parent = result[parent]!.parent ?? -1;
      while (parent !== null && parent >= 0 && result[parent]!.reference !== null) parent = result[parent]!.parent;
      if (parent === null || parent < 0) parent = null;
      const choices: [Row['role'], string][] =
        parent === null ? [[null, 'Claim']] : below[result[parent]!.element.__typename]!;
      const [role, kind] = choices[pick % choices.length]!;
      const relation = kind === 'Inference' || kind === 'Rebuttal';
      const first = result.findIndex((r) => r.element.__typename === kind && r.reference === null);
      const reference = role !== null && !relation && again === 0 && first >= 0 ? first : null;
      const own = {
        __typename: kind,
        id: `e${i}`,
        text: relation && bare ? '' : text || 'x',
        author: 'a',
        label: 'IN',
        status: 'OPEN',
      };
      const element = (reference === null ? own : result[reference]!.element) as unknown as Row['element'];
      const rest = { childCount: 0, context: false, cut: false };
      result.push({ element, parent, role, occurrenceId: `o${i}`, reference, ...rest });
    });
    return result;
  });

const scenes = fc.tuple(rows, fc.infiniteStream(fc.nat(6))).map(([list, dice]) => {
  const outline = outlineOf(list);
  const folded = new Set(outline.lines.filter(() => dice.next().value === 0).map((l) => l.key));
  return { outline, folded, drawing: drawingOf(outline, folded, face) };
});

const open = (outline: Outline, folded: ReadonlySet<string>) =>
  outline.lines.filter((line) => {
    for (let above = line.parent; above; above = above.parent) if (folded.has(above.key)) return false;
    return true;
  });
const cardOf = (drawing: Drawing, line: Line) => drawing.cards[drawing.numberOf.get(line.key)!]!;

test('every line that is not folded away is drawn, once', () => {
  fc.assert(
    fc.property(scenes, ({ outline, folded, drawing }) => {
      expect(drawing.cards.map((c) => c.line.key).sort()).toEqual(
        open(outline, folded)
          .map((l) => l.key)
          .sort(),
      );
      drawing.cards.forEach((card, i) => expect(drawing.numberOf.get(card.line.key)).toBe(i));
    }),
  );
});

test('cards do not overlap', () => {
  fc.assert(
    fc.property(scenes, ({ drawing: { cards } }) => {
      for (const [i, a] of cards.entries()) for (const b of cards.slice(0, i)) expect(meet(a, b)).toBe(false);
    }),
  );
});

test('a card with cards below it stands over their middle', () => {
  fc.assert(
    fc.property(scenes, ({ drawing, folded }) => {
      for (const card of drawing.cards) {
        const [under] = folded.has(card.line.key) ? [[]] : childrenOf(card.line);
        if (!under.length) continue;
        const [first, last] = [cardOf(drawing, under[0]!), cardOf(drawing, under.at(-1)!)];
        // One that has others beside it counts by its holder, which is 40 wide and stands over the card.
        const half = (c: typeof card) => (!folded.has(c.line.key) && childrenOf(c.line)[1].length ? 20 : c.width / 2);
        const left = first.x + first.width / 2 - half(first);
        const right = last.x + last.width / 2 + half(last);
        expect(Math.abs(card.x + card.width / 2 - (left + right) / 2)).toBeLessThanOrEqual(1.5);
        for (const u of under)
          expect(cardOf(drawing, u).y).toBeGreaterThanOrEqual(card.y + card.height + gaps.below - 1);
      }
    }),
  );
});

test('every card has one link to the one above it, or stands under a bracket', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      const linked = drawing.links.map((l) => l.line.key);
      const dropped = drawing.brackets.flatMap((b) =>
        b.line.children.filter((c) => c.role === 'PREMISE_OF' && !c.onRelation).map((c) => c.key),
      );
      const expected = drawing.cards.filter((c) => c.line.parent).map((c) => c.line.key);
      expect([...linked, ...dropped].sort()).toEqual(expected.sort());
    }),
  );
});

test('the premises of a step stand side by side under their bracket, and nothing else does', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      for (const { line, drops, left, right, y } of drawing.brackets) {
        const premises = childrenOf(line)[0].filter((c) => c.role === 'PREMISE_OF');
        expect(childrenOf(line)[0].slice(0, premises.length)).toEqual(premises);
        expect(drops.map((d) => d.x)).toEqual(premises.map((p) => cardOf(drawing, p).x + cardOf(drawing, p).width / 2));
        expect([left, right]).toEqual([drops[0]!.x, drops.at(-1)!.x]);
        for (const d of drops) expect(d.y).toBeGreaterThan(y);
      }
    }),
  );
});

test('what breaks a step ends on the straight part of the link of that very step', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      for (const link of drawing.links.filter((l) => l.end === 'step')) {
        const target = link.line.parent!;
        const broken = drawing.links.find((l) => l.line === target);
        // The step of a premise under a bracket has the drop of the bracket for its link.
        const drop = drawing.brackets.flatMap((b) => b.drops).find((d) => d.x === link.to.x);
        const [from, bend] = broken ? [broken.from, broken.bend] : [drop!, drop!.y - 1000];
        expect(link.to.x).toBe(from.x);
        expect(link.to.y).toBeLessThan(from.y);
        expect(link.to.y).toBeGreaterThanOrEqual(bend);
        const others = target.children.filter((c) => stands(c) === 'beside');
        if (broken?.end === 'down' && others.every((c) => c.role === link.line.role))
          expect(link.to.y).toBeCloseTo((from.y + bend) / 2, 6);
      }
    }),
  );
});

test('what denies a reason ends on the upper side of that reason, beside its link', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      for (const link of drawing.links.filter((l) => l.end === 'reason')) {
        const target = cardOf(drawing, link.line.parent!);
        expect(link.to.y).toBe(target.y);
        expect(link.to.x).toBeGreaterThan(target.x + target.width / 2);
        expect(link.to.x).toBeLessThan(target.x + target.width);
      }
    }),
  );
});

test('strokes tell support, attack and undercut apart', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      for (const { line, stroke, sign } of drawing.links) {
        if (line.role === 'SUPPORTS') expect([stroke, sign]).toEqual(['solid', '+']);
        if (line.role === 'REBUTS' || line.role === 'UNDERMINES') expect([stroke, sign]).toEqual(['dashed', '×']);
        if (line.role === 'UNDERCUTS') expect([stroke, sign]).toEqual(['dotted', '×']);
      }
    }),
  );
});

test('a path begins at the target and ends at its own card', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      for (const link of drawing.links) {
        const path = linkPath(link);
        const numbers = path.match(/-?[\d.]+/g)!.map(Number);
        expect(numbers[0]).toBeCloseTo(link.to.x, 0);
        expect(numbers[1]).toBeCloseTo(link.to.y, 0);
        expect(numbers.at(-1)).toBeCloseTo(link.from.y, 0);
        expect(path).not.toMatch(/NaN|Infinity/);
      }
    }),
  );
});

test('keys reach every card, and lead back', () => {
  fc.assert(
    fc.property(scenes, ({ outline, folded }) => {
      const seen = new Set<Line>();
      const todo = outline.roots.length ? [moved(outline, folded, outline.roots[0]!, 'first')!] : [];
      for (let line = todo.pop(); line; line = todo.pop()) {
        if (seen.has(line)) continue;
        seen.add(line);
        const right = moved(outline, folded, line, 'right');
        if (right) expect(moved(outline, folded, right, 'left')).toBe(line);
        const down = moved(outline, folded, line, 'down');
        if (down) expect(moved(outline, folded, down, 'up')).toBe(line);
        todo.push(...[right, down].filter((l) => l !== null));
      }
      expect(seen.size).toBe(open(outline, folded).length);
    }),
  );
});

test('a mirrored drawing is the drawing in a mirror, and twice mirrored itself', () => {
  fc.assert(
    fc.property(scenes, ({ drawing }) => {
      const other = mirrored(drawing);
      drawing.cards.forEach((card, i) => {
        const twin = other.cards[i]!;
        expect([twin.line, twin.y, twin.x + twin.width / 2]).toEqual([card.line, card.y, -card.x - card.width / 2 + 0]);
      });
      drawing.links.forEach((link, i) => {
        const twin = other.links[i]!;
        expect([twin.from.x + link.from.x, twin.to.x + link.to.x]).toEqual([0, 0]);
        expect([twin.from.y, twin.to.y, twin.bend]).toEqual([link.from.y, link.to.y, link.bend]);
      });
      for (const { left, right, drops } of other.brackets)
        expect([left, right]).toEqual([drops[0]!.x, drops.at(-1)!.x]);
      // Any place of the one is found at its place in the other.
      const { x, y, width } = drawing.bounds;
      const part = { x, y, width: width / 3, height: 400 };
      expect(other.cardsIn.within({ ...part, x: -x - part.width })).toEqual(drawing.cardsIn.within(part));
      expect(mirrored(other).cards.map((c) => c.x)).toEqual(drawing.cards.map((c) => c.x + 0));
    }),
  );
});

test('in a mirrored drawing the arrow keys lead to where they point', () => {
  fc.assert(
    fc.property(scenes, ({ outline, folded, drawing }) => {
      const other = mirrored(drawing);
      for (const { line } of drawing.cards) {
        const left = moved(outline, folded, line, 'left', true);
        if (!left || !line.parent || stands(left) !== stands(line)) continue;
        expect(cardOf(other, left).x).toBeLessThan(cardOf(other, line).x);
      }
    }),
  );
});
