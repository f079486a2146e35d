/** Anchors in text: all of it pure functions over a rendition's canonical text, counted in Unicode code points. */
export { describe, type TextSelectors, usualContext, verify, widestContext } from './describe.ts';
export { type FindQuery, find, type Place } from './find.ts';
export { type Candidate, type Located, type LocateState, locate } from './locate.ts';
