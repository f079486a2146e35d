/**
 * A page as it looked, as HTML that can neither run nor call: only elements and attributes of a list are written, each by our own
 * writer, so that every tag of what comes out is one that was meant. Nothing of the page's own markup is copied through.
 */
import { type DomElement, type DomNode, isElement, parsePage } from '../html/dom.ts';
import { cleanCss, type SheetRules } from './css.ts';
import type { Counts } from './left-out.ts';
import { controls, drawing, dropped, elements, formula, isPlainAttribute, single } from './names.ts';

/** What the file itself holds of what the page shows. */
export interface KeptParts {
  /** A `data:` address of a picture or a font, or null where the file does not hold it. `base` is where the asking text stands. */
  resource(address: string, base: string | null): string | null;
  /** The text of a style sheet and where it stands, or null. */
  sheet(address: string, base: string | null): { text: string; base: string | null } | null;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&quot;'));
const flat = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Deeper elements lose their tags, not their words: browsers stop at 512, too. */
const deepest = 400;
/** Style sheets inside style sheets. */
const deepestSheets = 6;
/** A picture no larger than this only counts its visitors. */
const pixel = 3;

/** Ours come first, so that the page's own rules for links win. */
const own = `:where([data-assay-link]){color:#1a4fb4;text-decoration:underline;cursor:default}.assay-left-out{display:inline-block;box-sizing:border-box;max-width:100%;overflow:hidden;vertical-align:middle;padding:3px 8px;border:1px dashed #6b7688;background:#f6f7f9;color:#4a5361;font:12px/1.45 system-ui,sans-serif;text-align:start;text-decoration:none;text-transform:none;letter-spacing:normal}`;

const blockLike = /^(?:p|h[1-6]|li|dt|dd|blockquote|figcaption|caption|pre|div|td|th|summary|address)$/;

/**
 * Writes the page. `blocks` are the texts of the reader's blocks: where one begins, a place `assay-N` is set, so that a view can open
 * there. What is left out is counted in `left`.
 */
export function drawPage(html: string, kept: KeptParts, base: string | null, blocks: readonly string[], left: Counts): string {
  const document = parsePage(html);
  const out: string[] = [];
  const wanted = new Map<string, number[]>();
  for (const [index, text] of blocks.entries()) wanted.set(flat(text), [...(wanted.get(flat(text)) ?? []), index]);

  const resource = (address: string, from: string | null): string | null => {
    if (/^\s*#/.test(address)) return address.trim();
    return /^\s*(?:about:blank|data:,)?\s*$/i.test(address) ? null : kept.resource(address, from);
  };
  const rulesAt = (from: string | null, depth: number): SheetRules => ({
    keep: (address) => {
      const is = resource(address, from);
      if (is === null && !/^\s*(?:data:,?|about:blank)?\s*$/i.test(address)) left.styles++;
      return is;
    },
    sheet: (address) => {
      const found = depth < deepestSheets ? kept.sheet(address, from) : null;
      if (found === null) left.styles++;
      return found && cleanCss(found.text, rulesAt(found.base, depth + 1));
    },
  });
  const css = (text: string): string => cleanCss(text, rulesAt(base, 0));

  const placeholder = (what: string, element: DomElement, address: string | null): void => {
    const [width, height] = ['width', 'height'].map((side) => Number.parseInt(element.getAttribute(side) ?? '', 10));
    if ((width ?? 99) <= pixel && (height ?? 99) <= pixel) return;
    const sides = [
      ['width', width],
      ['height', height],
    ].flatMap(([side, size]) => (typeof size === 'number' && size >= 24 && size <= 4000 ? [`${side}:${size}px`] : []));
    const alt = flat(element.getAttribute('alt') ?? element.getAttribute('title') ?? '').slice(0, 200);
    out.push(
      `<span class="assay-left-out" role="img"`,
      sides.length > 0 ? ` style="${sides.join(';')}"` : '',
      address ? ` title="${escaped(address.slice(0, 500))}"` : '',
      `>${escaped(`${what} left out${alt ? `: ${alt}` : ''}`)}</span>`,
    );
  };

  const attributes = (element: DomElement, tag: string): string => {
    const written: string[] = [];
    for (const { name: raw, value } of element.attributes) {
      const attribute = raw.toLowerCase();
      if (attribute.startsWith('on')) left.handlers++;
      else if (attribute === 'style') written.push(` style="${escaped(css(value))}"`);
      else if (attribute === 'background') {
        const is = resource(value, base);
        if (is === null) left.pictures++;
        else written.push(` background="${escaped(is)}"`);
      } else if (tag === 'input' && attribute === 'value' && /^(?:password|hidden)$/i.test(element.getAttribute('type') ?? '')) continue;
      else if (isPlainAttribute(tag, attribute))
        written.push(` ${attribute}="${escaped(drawing.has(tag) && value.includes('(') ? css(value) : value)}"`);
    }
    if (tag === 'a') {
      const href = element.getAttribute('href') ?? element.getAttribute('xlink:href');
      if (href !== null && /^#[^\s]*$/.test(href)) written.push(` href="${escaped(href)}"`);
      else if (href !== null) {
        left.links++;
        // A second class attribute would be passed over; the address is for the eye
        return ` data-assay-link=""${element.getAttribute('title') === null ? ` title="${escaped(href.trim().slice(0, 500))}"` : ''}${written.join('')}`;
      }
    }
    if (controls.has(tag)) written.push(' disabled=""');
    return written.join('');
  };

  const picture = (element: DomElement, tag: string): void => {
    const sources = [
      element.getAttribute('src') ?? element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? '',
      ...(element.getAttribute('srcset') ?? '').split(/,\s+/).map((one) => one.trim().split(/\s/)[0] ?? ''),
    ].filter((address) => address.trim() !== '');
    const is = sources.map((address) => kept.resource(address, base)).find((one) => one !== null) ?? null;
    if (is !== null) out.push(`<${tag}${attributes(element, tag)} ${tag === 'img' ? 'src' : 'href'}="${escaped(is)}">`);
    else if (sources.length > 0) {
      left.pictures++;
      if (tag === 'img') placeholder('Picture', element, sources[0] ?? null);
    }
  };

  /** What is written in place of an element and all in it; null where it is written as itself. */
  const instead = (element: DomElement, tag: string): boolean => {
    const text = (): string => element.textContent ?? '';
    if (tag === 'script') left.scripts++;
    else if (tag === 'style') {
      if (/^(?:|text\/css)$/i.test((element.getAttribute('type') ?? '').trim()))
        out.push(`<style${media(element)}>`, css(text()), '</style>');
    } else if (tag === 'link') {
      const rel = (element.getAttribute('rel') ?? '').toLowerCase().split(/\s+/);
      const href = element.getAttribute('href') ?? '';
      if (rel.includes('stylesheet') && !rel.includes('alternate')) {
        const found = kept.sheet(href, base);
        if (found === null) left.styles++;
        else out.push(`<style${media(element)}>`, cleanCss(found.text, rulesAt(found.base, 1)), '</style>');
      } else if (rel.some((one) => /^(?:dns-prefetch|preconnect|prefetch|preload|modulepreload|prerender|icon|manifest)$/.test(one)))
        left.hints++;
    } else if (tag === 'meta') {
      if (/^refresh$/i.test((element.getAttribute('http-equiv') ?? '').trim())) left.redirects++;
    } else if (/^(?:iframe|frame|object|embed|applet|portal|fencedframe)$/.test(tag)) {
      left.frames++;
      placeholder('Frame', element, element.getAttribute('src') ?? element.getAttribute('data'));
    } else if (tag === 'video' || tag === 'audio') {
      left.media++;
      placeholder(tag === 'video' ? 'Video' : 'Sound', element, element.getAttribute('src'));
    } else if (tag === 'img' || tag === 'image') picture(element, tag);
    else if (tag === 'input' && /^(?:image|hidden)$/i.test(element.getAttribute('type') ?? '')) left.controls++;
    else return dropped.has(tag) || tag === 'foreignobject';
    return true;
  };
  const media = (element: DomElement): string => {
    const is = element.getAttribute('media');
    return is === null ? '' : ` media="${escaped(is)}"`;
  };

  type Step = { readonly node: DomNode; readonly depth: number } | { readonly close: string } | { readonly place: Place };
  interface Place {
    readonly at: number;
    readonly words: string[];
  }
  const places: Place[] = [];
  const settle = ({ at, words }: Place): void => {
    const index = wanted.get(flat(words.join('')))?.shift();
    if (index !== undefined) out[at] = `<span id="assay-${index}"></span>`;
  };
  const stack: Step[] = [{ node: document.documentElement, depth: 0 }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ('close' in step) {
      out.push(`</${step.close}>`);
      continue;
    }
    if ('place' in step) {
      places.pop();
      settle(step.place);
      continue;
    }
    const { node, depth } = step;
    if (node.nodeType === 3) {
      const words = node.textContent ?? '';
      places.at(-1)?.words.push(words);
      out.push(escaped(words));
      continue;
    }
    if (!isElement(node)) continue;
    const tag = node.localName.toLowerCase();
    if (instead(node, tag)) continue;
    const isKnown = elements.has(tag) || drawing.has(tag) || formula.has(tag) || /^[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,5}$/.test(tag);
    if (isKnown && depth < deepest) {
      if (controls.has(tag)) left.controls++;
      // A drawing may point at its own parts only
      const use = tag === 'use' ? (node.getAttribute('href') ?? node.getAttribute('xlink:href') ?? '') : '';
      out.push(`<${tag}${attributes(node, tag)}${/^#[^\s"<>&]+$/.test(use) ? ` href="${use}"` : ''}>`);
      if (single.has(tag)) continue;
      stack.push({ close: tag });
      if (tag === 'head') out.push(`<meta charset="utf-8"><style>${own}</style>`);
      if (blockLike.test(tag) && blocks.length > 0) {
        const place = { at: out.push('') - 1, words: [] };
        places.push(place);
        stack.push({ place });
      }
    }
    stack.push(...[...node.childNodes].toReversed().map((child) => ({ node: child, depth: depth + 1 })));
  }
  return `${/^(?:\s|<!--[\s\S]{0,20000}?-->|<\?xml[^>]{0,200}>)*<!doctype\b/i.test(html.slice(0, 65_536)) ? '<!DOCTYPE html>\n' : ''}${out.join('')}`;
}
