/** Media types of pictures that sharp cannot open from the original itself; an upright copy is drawn of them first. */
const drawnFirst: ReadonlySet<string> = new Set(['image/heic', 'image/heif', 'image/svg+xml']);
export const needsCopy = (mediaType: string): boolean => drawnFirst.has(mediaType);
