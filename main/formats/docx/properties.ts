/** What a Word file says of itself in docProps: each value with the part and element it was read from. */
import type { FileField, Metadata } from '../../../shared/model.ts';
import { machineDate } from '../dates.ts';
import { languageTag } from '../language.ts';
import type { Package } from './package.ts';
import { readXml } from './xml.ts';

/** Characters of one property in the table of fields, and properties of one part. */
const longest = 20_000;
const most = 2_000;

/** The leaves of a part that is a list of properties: names with prefixes, values as written. Custom ones are named by an attribute. */
function leaves(bytes: Uint8Array | null, path: string): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  if (!bytes) return found;
  const stack: { name: string; text: string; leaf: boolean }[] = [];
  readXml(bytes, path, {
    open: (element) => {
      const parent = stack.at(-1);
      if (parent) parent.leaf = false;
      const custom = element.name === 'property' ? element.attribute('name') : undefined;
      stack.push({
        name: custom ?? (parent && path.endsWith('custom.xml') && stack.length > 1 ? parent.name : element.name),
        text: '',
        leaf: true,
      });
    },
    text: (text) => {
      const top = stack.at(-1);
      if (top && top.text.length < longest) top.text += text;
    },
    close: () => {
      const top = stack.pop();
      const value = top?.text.trim() ?? '';
      if (top?.leaf && value !== '' && found.length < most) found.push({ name: top.name, value: value.slice(0, longest) });
    },
  });
  return found;
}

export async function properties(
  document: Package,
  defaultLanguage: string | undefined,
): Promise<{ metadata: Metadata; fields: FileField[] }> {
  const relationships = await document.relationships('');
  const at = (kind: string, usual: string) => relationships.find((one) => one.kind === kind && !one.external)?.target ?? usual;
  const paths = {
    core: at('core-properties', 'docProps/core.xml'),
    app: at('extended-properties', relationships.find((one) => one.kind === 'extendedProperties')?.target ?? 'docProps/app.xml'),
    custom: at('custom-properties', relationships.find((one) => one.kind === 'customProperties')?.target ?? 'docProps/custom.xml'),
  };
  const core = leaves(await document.part(paths.core), paths.core);
  const app = leaves(await document.part(paths.app), paths.app);
  const custom = leaves(await document.part(paths.custom), 'custom.xml');
  const of = (list: readonly { name: string; value: string }[], name: string) => list.find((one) => one.name === name)?.value;
  const said = (name: string) => `${paths.core} ${name}`;
  const [title, creator, modified, description] = ['dc:title', 'dc:creator', 'dcterms:modified', 'dc:description'].map((name) =>
    of(core, name),
  );
  const changed = modified && machineDate(modified);
  const written = of(core, 'dc:language');
  const language = languageTag(written) ?? languageTag(defaultLanguage);
  const software = [of(app, 'Application'), of(app, 'AppVersion')].filter((one) => one !== undefined).join(' ');
  const pages = Number(of(app, 'Pages'));
  return {
    metadata: {
      ...(title && { title: { value: title.replace(/\s+/g, ' '), from: said('dc:title') } }),
      ...(creator && { authors: { value: creator.split(/\s*;\s*/).filter((one) => one !== ''), from: said('dc:creator') } }),
      ...(changed && { modified: { value: changed, from: said('dcterms:modified') } }),
      ...(description && { description: { value: description, from: said('dc:description') } }),
      ...(language && { language: { value: language, from: written ? said('dc:language') : 'word/styles.xml w:docDefaults w:lang' } }),
      ...(software && { software: { value: [software], from: `${paths.app} Application, AppVersion` } }),
      ...(Number.isSafeInteger(pages) && pages > 0 && { pages: { value: pages, from: `${paths.app} Pages` } }),
    },
    fields: [
      ...core.map((one) => ({ group: 'DOCX core', ...one })),
      ...app.map((one) => ({ group: 'DOCX app', ...one })),
      ...custom.map((one) => ({ group: 'DOCX custom', ...one })),
    ],
  };
}
