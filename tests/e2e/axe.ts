import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No breach of WCAG 2.2 A or AA that axe can find on what the window shows now; `screen` names it in a failure. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // A dialog that is still fading in has half its contrast: what counts is what stands there in the end
  await page.evaluate(async () => {
    await Promise.allSettled(
      document.getAnimations().flatMap((each) => (each.effect?.getComputedTiming().iterations === Infinity ? [] : [each.finished])),
    );
  });
  const { violations, passes } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
  expect(told, `${screen} is accessible`).toEqual([]);
  expect(passes.length, `axe looked at ${screen}`).toBeGreaterThan(5);
}
