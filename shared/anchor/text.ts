/** Anchors in text: all of it pure functions over a rendition's canonical text, counted in Unicode code points. */
export { describe, type TextSelectors, usualContext, verify } from './describe.ts';
export { find } from './find.ts';
export { type Located, type LocateState, locate } from './locate.ts';
