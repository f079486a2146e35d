/** A photo as a person works on it: outlines, measures, turned and lit views, the loupe, by hand and by keys alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { z } from 'zod';
import { expectAccessible } from './axe.ts';
import { addClaim, claims, importFiles, newCase, openSource, photo, reader } from './desk.ts';
import { expect, test } from './fixture.ts';
import { writePhoto } from './originals.ts';
import { assay } from './terminal.ts';

const Excerpts = z.object({
  excerpts: z.array(
    z.object({
      anchor: z.looseObject({ fragment: z.object({ value: z.string() }), outline: z.object({ value: z.string() }).optional() }),
    }),
  ),
});
const Found = z.looseObject({ id: z.string() });
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Regions of S-001 as the case holds them, read by another program. */
function regionsOf(folder: string, name: string): { box: number[]; corners: Point[] | null }[] {
  const at = join(folder, 'cases', `${name}.case`);
  const { id } = Found.parse(assay(join(folder, 'terminal'), 'call', at, 'sources.get', JSON.stringify({ source: 'S-001' })));
  const { excerpts } = Excerpts.parse(assay(join(folder, 'terminal'), 'call', at, 'excerpts.ofSource', JSON.stringify({ source: id })));
  return excerpts.map(({ anchor }) => ({
    box: anchor.fragment.value.replace('xywh=pixel:', '').split(',').map(Number),
    corners:
      /points="([^"]+)"/
        .exec(anchor.outline?.value ?? '')?.[1]
        ?.split(' ')
        .map((pair) => {
          const [x = Number.NaN, y = Number.NaN] = pair.split(',').map(Number);
          return { x, y };
        }) ?? null,
  }));
}

const size = { width: 2400, height: 1600 };
/** The red door of the yard, in pixels of the upright photo. */
const door = { left: 1200, top: 600, right: 1500, bottom: 1100 };

/** Where a point of the photo is seen while it is shown whole: as large as fits between the strip and the tools. */
async function seenAt(page: Page, at: Point, turn: 0 | 90 = 0): Promise<Point> {
  const box = await photo(page).boundingBox();
  if (!box) throw new Error('the photo has no box');
  const [wide, high] = turn === 0 ? [size.width, size.height] : [size.height, size.width];
  const room = { width: box.width - 24, height: box.height - 108 };
  const scale = Math.min(room.width / wide, room.height / high);
  const from = { x: box.x + 12 + (room.width - wide * scale) / 2, y: box.y + 46 + (room.height - high * scale) / 2 };
  const [x, y] = turn === 0 ? [at.x, at.y] : [size.height - at.y, at.x];
  return { x: from.x + x * scale, y: from.y + y * scale };
}

/** Points at a place of the photo, and waits until the program says that it is there: only then is the photo where it will stay. */
async function pointAt(page: Page, at: Point, turn: 0 | 90 = 0): Promise<void> {
  await expect(async () => {
    const seen = await seenAt(page, at, turn);
    await page.mouse.move(seen.x + 1, seen.y);
    await page.mouse.move(seen.x, seen.y);
    const said = await photo(page)
      .getByText(/^x [\d,]+ y [\d,]+$/)
      .textContent({ timeout: 500 });
    const [x = Number.NaN, y = Number.NaN] = (said ?? '').replaceAll(',', '').match(/\d+/g)?.map(Number) ?? [];
    expect(Math.abs(x - at.x) + Math.abs(y - at.y)).toBeLessThan(12);
  }).toPass({ timeout: 10_000 });
}
async function clickAt(page: Page, at: Point, turn: 0 | 90 = 0): Promise<void> {
  await pointAt(page, at, turn);
  await page.mouse.down();
  await page.mouse.up();
}

/** The colour that is seen at a point of the photo. */
async function colourAt(page: Page, at: Point, turn: 0 | 90 = 0): Promise<readonly number[]> {
  const seen = await seenAt(page, at, turn);
  const shot = await page.screenshot({ clip: { x: Math.round(seen.x), y: Math.round(seen.y), width: 2, height: 2 } });
  return [...(await sharp(shot).removeAlpha().raw().toBuffer()).subarray(0, 3)];
}
const isRed = ([red = 0, green = 255]: readonly number[]): boolean => red > 120 && green < 90;

/** A case with the yard and a claim; its photo stands open. */
async function openYard(page: Page, folder: string, name: string): Promise<void> {
  await newCase(page, name);
  await importFiles(page, [await writePhoto(folder)]);
  await addClaim(page, 'The door was red.');
  await openSource(page, 'yard');
  await expect(photo(page).getByText('of 1:1')).toBeVisible({ timeout: 20_000 });
}
const strip = (page: Page, words: string | RegExp) => photo(page).getByText(words).first();

test('an outline is drawn corner by corner, linked, adjusted, and is there after the window was loaded again', async ({ page, folder }) => {
  await openYard(page, folder, 'Outline');
  await photo(page).getByRole('button', { name: 'Outline' }).click();
  const corners = [
    { x: door.left, y: door.top },
    { x: door.right, y: door.top },
    { x: door.right, y: door.bottom },
    { x: door.left + 100, y: door.bottom },
  ];
  for (const corner of corners) await clickAt(page, corner);
  await expect(strip(page, 'Outline: 4 corners')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(strip(page, 'Outline: 3 corners')).toBeVisible();
  await clickAt(page, { x: door.left, y: door.bottom });
  // The first corner closes it
  await clickAt(page, { x: door.left + 4, y: door.top + 4 });
  await expect(page.getByRole('group', { name: 'Link this region' })).toBeVisible();
  await page.keyboard.press('s');
  const chip = photo(page).getByRole('button', { name: /^region A\b.*Supports C-001.*outline of 4 corners/i });
  await expect(chip).toBeVisible();
  const [made] = regionsOf(folder, 'Outline');
  const expected = [...corners.slice(0, 3), { x: door.left, y: door.bottom }];
  expect(made?.corners).toHaveLength(4);
  for (const [index, corner] of expected.entries()) {
    expect(Math.abs((made?.corners?.[index]?.x ?? 0) - corner.x)).toBeLessThanOrEqual(8);
    expect(Math.abs((made?.corners?.[index]?.y ?? 0) - corner.y)).toBeLessThanOrEqual(8);
  }

  // The window is read anew; the outline is chosen by a click within it, and one corner of it moved alone
  await page.reload();
  await openSource(page, 'yard');
  await expect(chip).toBeVisible({ timeout: 20_000 });
  await photo(page).focus();
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: 'Excerpt E-001' })).toBeVisible();
  await photo(page).focus();
  for (const key of ['a', 'Tab', 'Control+ArrowLeft', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  const first = made?.corners?.[0] ?? { x: 0, y: 0 };
  await expect.poll(() => regionsOf(folder, 'Outline')[0]?.corners?.[0]).toEqual({ x: first.x - 10, y: first.y - 1 });
  expect(regionsOf(folder, 'Outline')[0]?.corners?.slice(1)).toEqual(made?.corners?.slice(1));
  const crop = claims(page).getByRole('img', { name: /region A/i });
  await expect.poll(() => crop.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0)).toBe(true);
});

test('without a mouse an outline is drawn with a cross, and a distance is measured', async ({ page, folder }) => {
  await openYard(page, folder, 'Keys alone');
  await photo(page).focus();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('p', 'Space', 'Control+ArrowRight', 'Space', 'Control+ArrowDown', 'Control+ArrowDown', 'Space', 'Control+ArrowLeft', 'Space');
  await expect(strip(page, 'Outline: 4 corners')).toBeVisible();
  await press('Enter');
  const choices = page.getByRole('group', { name: 'Link this region' });
  await expect(choices.getByRole('button', { name: /^Supports/ })).toBeFocused();
  await press('Enter');
  await expect(photo(page).getByRole('button', { name: /^region A\b.*Supports C-001.*outline of 4 corners/i })).toBeVisible();
  const [made] = regionsOf(folder, 'Keys alone');
  const [a, b, c, d] = made?.corners ?? [];
  // From the middle of the photo: right, down, left
  expect(a).toEqual({ x: 1200, y: 800 });
  expect([b?.y, c?.x, d]).toEqual([800, b?.x, { x: 1200, y: c?.y }]);

  await photo(page).focus();
  await press(
    'Escape',
    'd',
    'Space',
    ...Array.from({ length: 3 }, () => 'Shift+ArrowRight'),
    ...Array.from({ length: 4 }, () => 'Shift+ArrowUp'),
  );
  await expect(strip(page, '5.0 px, Δx 3, Δy −4, 53.1°')).toBeVisible();
  await press('Space', 'Escape');
  // A measure is looked at, never kept
  expect(regionsOf(folder, 'Keys alone')).toHaveLength(1);
});

test('a turned and mirrored view changes what is seen and nothing else: regions stay on what they mark', async ({ page, folder }) => {
  await openYard(page, folder, 'Turned');
  const inDoor = { x: 1350, y: 850 };
  await photo(page).focus();
  await page.keyboard.press('t');
  await expect(strip(page, 'view only: the original is unchanged')).toBeVisible();
  await expect.poll(async () => isRed(await colourAt(page, inDoor, 90))).toBe(true);
  expect(isRed(await colourAt(page, { x: 600, y: 850 }, 90))).toBe(false);

  await photo(page)
    .getByRole('button', { name: /^Region/ })
    .click();
  await pointAt(page, { x: door.left, y: door.bottom }, 90);
  await page.mouse.down();
  const to = await seenAt(page, { x: door.right, y: door.top }, 90);
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('s');
  await expect(photo(page).getByRole('button', { name: /^region A\b.*Supports C-001/i })).toBeVisible();
  const [x = 0, y = 0, width = 0, height = 0] = regionsOf(folder, 'Turned')[0]?.box ?? [];
  for (const [is, was] of [
    [x, door.left],
    [y, door.top],
    [x + width, door.right],
    [y + height, door.bottom],
  ] as const)
    expect(Math.abs(is - was)).toBeLessThanOrEqual(8);

  // An arrow moves it the way it points on the screen: right is up in the photo that is turned right
  await page.keyboard.press('Escape');
  await photo(page).focus();
  for (const key of ['j', 'a', 'Control+ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect.poll(() => regionsOf(folder, 'Turned')[0]?.box).toEqual([x, y - 10, width, height]);

  await page.keyboard.press('f');
  await expect(strip(page, /^Turned 90° right, mirrored/)).toBeVisible();
  await photo(page).getByRole('button', { name: 'Show the photo as it is' }).click();
  await expect(strip(page, 'view only: the original is unchanged')).toBeHidden();
  await page.getByRole('button', { name: 'Close E-001' }).click();
  await expect.poll(async () => isRed(await colourAt(page, inDoor))).toBe(true);
});

test('a photo that is stored lying is marked upright, in a turned view too', async ({ page, folder }) => {
  const path = join(folder, 'yard.jpg');
  const upright = await sharp(await writePhoto(folder)).toBuffer();
  // Stored turned left, with the tag that turns it right again (CIPA DC-008, orientation 6)
  writeFileSync(path, await sharp(upright).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  await newCase(page, 'Lying');
  await importFiles(page, [path]);
  await addClaim(page, 'The door was red.');
  await openSource(page, 'yard');
  await expect(strip(page, '2,400 × 1,600 px')).toBeVisible({ timeout: 20_000 });
  await photo(page).focus();
  await page.keyboard.press('t');
  await expect.poll(async () => isRed(await colourAt(page, { x: 1350, y: 850 }, 90))).toBe(true);
  await photo(page).getByRole('button', { name: 'Outline' }).click();
  for (const corner of [
    { x: 1200, y: 600 },
    { x: 1500, y: 600 },
    { x: 1500, y: 1100 },
  ])
    await clickAt(page, corner, 90);
  await page.keyboard.press('Enter');
  await page.keyboard.press('r');
  await expect(photo(page).getByRole('button', { name: /^region A\b.*Refutes C-001/i })).toBeVisible();
  const [x = 0, y = 0, width = 0, height = 0] = regionsOf(folder, 'Lying')[0]?.box ?? [];
  for (const [is, was] of [
    [x, 1200],
    [y, 600],
    [width, 300],
    [height, 500],
  ] as const)
    expect(Math.abs(is - was)).toBeLessThanOrEqual(10);
});

test('light, loupe and hidden marks are of the view alone, and none of it is kept', async ({ page, folder }) => {
  await openYard(page, folder, 'Light');
  const entry = page.getByText(/Log entry \d+/);
  const before = (await entry.textContent()) ?? '';
  await photo(page).focus();
  for (const key of ['m', 's']) await page.keyboard.press(key);
  const chip = photo(page).getByRole('button', { name: /^region A\b/i });
  await expect(chip).toBeVisible();
  await page.keyboard.press('Escape');
  // The line of facts follows a moment after the mark
  await expect(entry).not.toHaveText(before);
  const entries = (await entry.textContent()) ?? '';
  await photo(page).focus();
  await page.keyboard.press('h');
  await expect(chip).toBeHidden();
  await page.keyboard.press('h');
  await expect(chip).toBeVisible();

  await page.keyboard.press('z');
  const loupe = photo(page).getByRole('img', { name: /^Loupe, 4 times/ });
  await expect(loupe).toBeVisible();
  await pointAt(page, { x: 1350, y: 850 });
  // The middle of the lens is the pixel under the pointer: the door's red
  const lens = async (): Promise<readonly number[]> => {
    const shot = await loupe.screenshot();
    const { width, height } = await sharp(shot).metadata();
    const near = await sharp(shot)
      .extract({ left: Math.round(width / 2) + 20, top: Math.round(height / 2) + 20, width: 2, height: 2 })
      .removeAlpha()
      .raw()
      .toBuffer();
    return [...near.subarray(0, 3)];
  };
  await expect.poll(async () => isRed(await lens())).toBe(true);
  await page.keyboard.press('Shift+Z');
  await expect(photo(page).getByRole('img', { name: /^Loupe, 8 times/ })).toBeVisible();
  await page.keyboard.press('z');

  await page.keyboard.press('l');
  const panel = photo(page).getByRole('group', { name: 'Light, view only' });
  await panel.getByRole('slider', { name: 'Brightness' }).fill('60');
  await expect(strip(page, /^Brightness \+60/)).toBeVisible();
  await expect(strip(page, 'view only: the original is unchanged')).toBeVisible();
  await expect.poll(async () => (await colourAt(page, { x: 1350, y: 850 }))[1] ?? 0).toBeGreaterThan(140);
  await panel.getByRole('button', { name: 'As in the file' }).click();
  await expect(strip(page, 'view only: the original is unchanged')).toBeHidden();
  await panel.getByRole('slider', { name: 'Gamma' }).fill('2');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(entry).toHaveText(entries);
  await page.reload();
  await openSource(page, 'yard');
  await expect(chip).toBeVisible({ timeout: 20_000 });
  await expect(strip(page, 'view only: the original is unchanged')).toBeHidden();
});

test('what the file says stands beside it: findings first, the place on a map, every field, every region with its crop', async ({
  page,
  folder,
}) => {
  const path = join(folder, 'placed.jpg');
  await sharp(await writePhoto(folder))
    .withExif({
      IFD0: { Make: 'Example', Model: 'One' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 44/1 1116/100', GPSLongitudeRef: 'W', GPSLongitude: '73/1 59/1 3537/100' },
    })
    .jpeg()
    .toFile(path);
  await newCase(page, 'Placed');
  await importFiles(page, [path]);
  await addClaim(page, 'The door was red.');
  await openSource(page, 'placed');
  await expect(photo(page).getByText('of 1:1')).toBeVisible({ timeout: 20_000 });
  await photo(page).focus();
  for (const key of ['m', 's']) await page.keyboard.press(key);
  await expect(photo(page).getByRole('button', { name: /^region A\b/i })).toBeVisible();
  await reader(page)
    .getByRole('button', { name: /^What the file says/ })
    .click();
  const says = page.getByRole('complementary', { name: 'What the file says' });
  const map = says.getByRole('img', { name: /^Map: 40\.73\d+, −73\.99\d+ \(World\)/ });
  await expect(map).toBeVisible();
  // Land is drawn, and the part of the map can be chosen
  await expect
    .poll(() =>
      map
        .locator('path')
        .first()
        .getAttribute('d')
        .then((d) => d?.length ?? 0),
    )
    .toBeGreaterThan(2_000);
  await says.getByRole('button', { name: 'Near', exact: true }).click();
  await expect(says.getByRole('img', { name: /\(Near\)$/ })).toBeVisible();
  await expect(says.getByText('What this does not prove:').last()).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page, `a photo and what its file says, ${scheme}`);
  }
  await says.getByRole('button', { name: /^All fields \d+/ }).click();
  await expect(says.getByRole('row', { name: /GPSLatitude\b/ }).first()).toBeVisible();
  await says.getByRole('button', { name: /^Regions 1/ }).click();
  await expect(says.getByRole('button', { name: /region A.*Supports/i })).toBeVisible();
  await photo(page).focus();
  await page.keyboard.press('l');
  await page.keyboard.press('z');
  await expectAccessible(page, 'a photo with light and loupe');
});

test('200 million pixels are cut into tiles, opened and zoomed into, and the window stays', async ({ page, folder }) => {
  test.setTimeout(180_000);
  const path = join(folder, 'vast.jpg');
  await sharp({ create: { width: 16_320, height: 12_288, channels: 3, background: '#8a8f98' }, limitInputPixels: false })
    .jpeg({ quality: 80 })
    .toFile(path);
  await newCase(page, 'Vast');
  await importFiles(page, [path]);
  await openSource(page, 'vast');
  await expect(photo(page).getByText('16,320 × 12,288 px')).toBeVisible({ timeout: 90_000 });
  await photo(page).focus();
  await page.keyboard.press('1');
  await expect(strip(page, '100 %')).toBeVisible();
  for (const key of ['+', '+', 'ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('0');
  await expect(photo(page).getByRole('alert')).toBeHidden();
  await expect(photo(page).getByText('of 1:1')).toBeVisible();
});
