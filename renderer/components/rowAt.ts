/** The index of the row that was clicked in a list (`data-index`), or null beside all rows. */
export function rowAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  const index = Number.parseInt(row?.dataset.index ?? '', 10);
  return Number.isNaN(index) ? null : index;
}
