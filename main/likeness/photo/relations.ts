/**
 * `whole`: the same picture. `part`: one shows all of the other and more. `frame`: one shows all of the other amid something else (a
 * screenshot). `overlap`: each shows something that the other lacks. `same-scene`: the same things, but not the same picture.
 * `cannot-tell`: too plain or too small to say.
 */
export const relations = ['whole', 'part', 'frame', 'overlap', 'same-scene', 'none', 'cannot-tell'] as const;
export type Relation = (typeof relations)[number];
