/** F6: the focus goes from panel to panel. A panel is any visible element with `data-f6`. */
export function movePanel(by: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-f6]')].filter(
    (panel) => panel.offsetParent !== null || panel.getClientRects().length > 0,
  );
  if (panels.length === 0) return;
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels[at < 0 ? (by === 1 ? 0 : panels.length - 1) : (at + by + panels.length) % panels.length];
  const inside = next?.querySelector<HTMLElement>('[data-f6-focus]');
  (inside ?? next)?.focus();
}
