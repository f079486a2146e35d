/** What a window may do and ask. Pure, so that every refusal can be tested without a window. */

export const scheme = 'app';
export const origin = `${scheme}://workbench`;

/** One of the program's own addresses. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${scheme}:` &&
    url.host === 'workbench' &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  );
}

/** Requests that may go through: the program's own files, and bytes that are in memory already. Everything else is blocked. */
export function isAllowedRequest(address: string): boolean {
  if (address.startsWith('blob:')) return isOwnAddress(address.slice('blob:'.length));
  return address.startsWith('data:') || isOwnAddress(address);
}

/** Where a frame inside the window may go: to the original appearance of a source, and nowhere else. */
export function isAllowedFrame(address: string, isMainFrame: boolean): boolean {
  return !isMainFrame && isOwnAddress(address) && /^\/blob\/[^/]+\/[0-9a-f]{64}\/appearance\.html$/.test(new URL(address).pathname);
}

/** As much of Electron's WebFrameMain as the check needs. */
export interface Frame {
  readonly parent: unknown;
  readonly url: string;
}

/** Whether a message came from the top frame of one of our own windows; null for a frame that is gone. */
export const isOwnFrame = (frame: Frame | null): boolean => frame !== null && frame.parent === null && isOwnAddress(frame.url);

/** Copying words that the person selected is all a window may be granted. */
export const isAllowedPermission = (permission: string, address: string): boolean =>
  permission === 'clipboard-sanitized-write' && isOwnAddress(address);

/** Chromium's own switches, name and value: whatever is not ours has no name, no proxy and no way around them. */
export const silentSwitches: readonly (readonly [name: string, value: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', 'http://127.0.0.1:9'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['no-pings', ''],
];
