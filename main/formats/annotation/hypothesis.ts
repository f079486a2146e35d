/**
 * Annotations as Hypothesis gives them out (its API's search answer and the export of its sidebar), said in the words of the W3C
 * model. https://h.readthedocs.io/en/latest/api-reference/v1/
 */
import { isRecord, typesOf } from './values.ts';
import { annotationContext } from './vocabulary.ts';

/** True for a record that is one of Hypothesis' annotations: it has an address of its page and no class. */
export const isHypothesis = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && typeof value['uri'] === 'string' && typesOf(value).length === 0 && !('@context' in value);

/** Its times carry an offset; the model wants UTC. What is no time stays, to be refused by the model. */
function inUtc(value: unknown): unknown {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time).toISOString();
}

/** Its ranges point into the page's own tree, which a rendition has not; the quote beside them says the same. */
const readable = (selector: unknown): boolean =>
  !(isRecord(selector) && selector['type'] === 'RangeSelector' && 'startContainer' in selector);

function targetOf(target: unknown, page: unknown): unknown {
  if (!isRecord(target)) return target;
  const selectors = target['selector'];
  return {
    type: 'SpecificResource',
    source: target['source'] ?? page,
    ...(Array.isArray(selectors) ? { selector: selectors.filter(readable) } : {}),
  };
}

/** JSON-LD of the model with the same content; its own check still decides. */
export function fromHypothesis(row: Record<string, unknown>): Record<string, unknown> {
  const { id, uri, text, tags, target, user, created, updated, references } = row;
  const isReply = Array.isArray(references) && references.length > 0;
  const bodies = [
    ...(typeof text === 'string' && text !== ''
      ? [{ type: 'TextualBody', value: text, format: 'text/markdown', purpose: isReply ? 'replying' : 'commenting' }]
      : []),
    ...(Array.isArray(tags) ? tags.map((value: unknown) => ({ type: 'TextualBody', value, purpose: 'tagging' })) : []),
  ];
  return {
    '@context': annotationContext,
    id: typeof id === 'string' ? `https://hypothes.is/a/${encodeURIComponent(id)}` : id,
    type: 'Annotation',
    ...(created === undefined ? {} : { created: inUtc(created) }),
    ...(updated === undefined ? {} : { modified: inUtc(updated) }),
    ...(typeof user === 'string' ? { creator: { type: 'Person', name: user.replace(/^acct:/, '') } } : {}),
    motivation: isReply ? 'replying' : bodies.length > 0 ? 'commenting' : 'highlighting',
    body: bodies,
    target: Array.isArray(target) && target.length > 0 ? target.map((one: unknown) => targetOf(one, uri)) : uri,
  };
}
