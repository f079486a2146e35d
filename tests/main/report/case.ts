/** A small invented case as the report service would hand it over: own texts, drawn pictures, a chained log. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ReportInput } from '../../../main/report/model.ts';
import { reportTemplate } from '../../../main/report/template.ts';
import { toSvg } from '../../../shared/anchor/outline.ts';
import * as m from '../../../shared/model.ts';

export const sha256 = (data: string | Uint8Array): m.Sha256 => m.Sha256.parse(createHash('sha256').update(data).digest('hex'));
const instant = (minute: number): m.Instant => m.Instant.parse(new Date(Date.UTC(2026, 10, 12, 8, 2, 11) + minute * 60_000).toISOString());
const mara: m.Actor = { name: 'Mara Lindqvist', installation: 'desk-1' };
const daniel: m.Actor = { name: 'Daniel Okafor', installation: 'desk-2' };

/** Everything is added through this, which numbers, dates and logs it as the workbench would. */
export class CaseBuilder {
  #serial = 0;
  readonly log: m.LogEntry[] = [];
  readonly sources: m.Source[] = [];
  readonly excerpts: m.Excerpt[] = [];
  readonly claims: m.Claim[] = [];
  readonly links: m.Link[] = [];
  readonly languages: Record<string, string> = {};
  readonly photos: Record<string, { bytes: Uint8Array; width: number; height: number }> = {};
  readonly crops: Record<string, { bytes: Uint8Array; region: m.Region }> = {};
  details: m.CaseDetails = m.CaseDetails.parse({
    title: 'A case',
    number: '',
    author: '',
    summary: '',
    handling: '',
    language: 'en',
    cover: 'none',
  });

  uuid(): string {
    this.#serial += 1;
    return `01900000-0000-7000-8000-${this.#serial.toString(16).padStart(12, '0')}`;
  }
  entry(verb: string, args: Record<string, unknown>, actor: m.Actor = mara): m.LogEntry {
    const seq = this.log.length + 1;
    const parents = seq === 1 ? [] : [this.log[seq - 2]?.hash];
    const body = { seq, id: this.uuid(), at: instant(seq * 17), actor, verb, args, parents };
    const entry = m.LogEntry.parse({ ...body, hash: sha256(JSON.stringify(body)) });
    this.log.push(entry);
    return entry;
  }
  source(fields: {
    kind: m.SourceKind;
    bytes: string | Uint8Array;
    fileName: string;
    title?: string;
    url?: string;
    metadata?: z;
    corrections?: z;
    photo?: m.PhotoSize;
  }): m.Source {
    const title = fields.title ?? fields.fileName;
    const source = m.Source.parse({
      id: this.uuid(),
      ref: `S-${String(this.sources.length + 1).padStart(3, '0')}`,
      kind: fields.kind,
      mediaType: fields.kind === 'photo' ? 'image/jpeg' : 'text/html',
      original: sha256(fields.bytes),
      size: fields.bytes.length,
      provenance: {
        fileName: fields.fileName,
        fileModifiedAt: instant(-5000),
        url: fields.url ?? null,
        importedAt: instant(this.log.length * 17 + 17),
        importedBy: mara,
        program: 'Assay 0.1.0',
      },
      metadata: fields.metadata ?? {},
      corrections: fields.corrections ?? {},
      photo: fields.photo ?? null,
      rendition: fields.kind === 'photo' ? null : this.uuid(),
      versionOf: null,
      title,
    });
    this.sources.push(source);
    this.entry('source.imported', { source, rendition: null });
    return source;
  }
  quote(source: m.Source, place: string, quote: string, start = 120, note = ''): m.Excerpt {
    const anchor = {
      kind: 'text',
      rendition: source.rendition,
      quote: { type: 'TextQuoteSelector', exact: quote, prefix: '', suffix: '' },
      position: { type: 'TextPositionSelector', start, end: start + [...quote].length },
    };
    return this.#excerpt(source, { anchor, place, quote, note });
  }
  region(
    source: m.Source,
    name: string,
    region: m.Region,
    crop: Uint8Array,
    note = '',
    { page, outline }: { page?: number; outline?: m.Outline } = {},
  ): m.Excerpt {
    const value = `xywh=pixel:${region.x},${region.y},${region.width},${region.height}`;
    const more = { ...(page && { page }), ...(outline && { outline: { type: 'SvgSelector', value: toSvg(outline) } }) };
    const excerpt = this.#excerpt(source, {
      anchor: { kind: 'region', fragment: { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value }, ...more },
      place: `${page ? `page ${page} ` : ''}region ${name}`,
      quote: null,
      note,
    });
    this.crops[excerpt.id] = { bytes: crop, region };
    return excerpt;
  }
  #excerpt(source: m.Source, fields: Record<string, unknown>): m.Excerpt {
    const excerpt = m.Excerpt.parse({
      id: this.uuid(),
      ref: `E-${String(this.excerpts.length + 1).padStart(3, '0')}`,
      source: source.id,
      sourceRef: source.ref,
      createdAt: instant(0),
      retracted: null,
      ...fields,
    });
    this.excerpts.push(excerpt);
    this.languages[excerpt.id] = source.metadata.language?.value ?? 'und';
    this.entry('excerpt.marked', { excerpt });
    return excerpt;
  }
  claim(
    text: string,
    fields: Partial<Pick<m.Claim, 'claimant' | 'when' | 'where' | 'partOf' | 'note' | 'verdict' | 'rationale'>> = {},
  ): m.Claim {
    const claim = m.Claim.parse({
      id: this.uuid(),
      ref: `C-${String(this.claims.length + 1).padStart(3, '0')}`,
      text,
      claimant: '',
      when: '',
      where: '',
      partOf: null,
      note: '',
      verdict: null,
      rationale: '',
      position: this.claims.length,
      createdAt: instant(0),
      retracted: null,
      ...fields,
    });
    this.claims.push(claim);
    this.entry('claim.added', { claim });
    if (claim.verdict !== null) this.entry('claim.judged', { claim: claim.id, verdict: claim.verdict, rationale: claim.rationale }, daniel);
    return claim;
  }
  link(excerpt: m.Excerpt, claim: m.Claim, stance: m.Stance, because = ''): m.Link {
    const link = m.Link.parse({
      id: this.uuid(),
      ref: `L-${String(this.links.length + 1).padStart(3, '0')}`,
      excerpt: excerpt.id,
      claim: claim.id,
      stance,
      because,
      position: this.links.length,
      createdAt: instant(0),
      retracted: null,
    });
    this.links.push(link);
    this.entry('link.added', { link });
    return link;
  }
  async photo(
    fileName: string,
    size: { width: number; height: number },
    hue: number,
    fields: { metadata?: z; corrections?: z; title?: string } = {},
  ): Promise<{ source: m.Source; jpeg: Uint8Array }> {
    const jpeg = await drawing(size.width, size.height, hue);
    const source = this.source({ kind: 'photo', bytes: jpeg, fileName, photo: { ...size, orientation: 1 }, ...fields });
    this.photos[source.original] = { bytes: jpeg, ...size };
    return { source, jpeg };
  }
  input(): ReportInput {
    const head = this.log.at(-1);
    if (head === undefined) throw new Error('an empty case has no head');
    const { details, sources, excerpts, claims, links, log, languages, photos, crops } = this;
    return {
      details,
      program: { name: 'Assay', version: '0.1.0' },
      template: reportTemplate,
      head: { hash: head.hash, seq: head.seq, at: head.at },
      sources,
      excerpts,
      claims,
      links,
      log,
      actors: [mara, daniel],
      languages,
      photos,
      crops,
    };
  }
}
type z = Record<string, unknown>;

/** A house with windows, drawn: the same bytes for the same numbers. */
export async function drawing(width: number, height: number, hue: number): Promise<Uint8Array> {
  const [w, h] = [width / 100, height / 100];
  const windows = Array.from(
    { length: 12 },
    (_, i) =>
      `<rect x="${(26 + (i % 4) * 13) * w}" y="${(38 + Math.floor(i / 4) * 16) * h}" width="${8 * w}" height="${10 * h}" fill="${i === 5 ? '#222' : '#dfe9ee'}"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${hue} 40% 78%)"/><rect y="${86 * h}" width="100%" height="${14 * h}" fill="#8b8f86"/><path d="M${18 * w} ${32 * h} L${50 * w} ${14 * h} L${82 * w} ${32 * h} Z" fill="#7a4b3a"/><rect x="${20 * w}" y="${32 * h}" width="${60 * w}" height="${56 * h}" fill="hsl(${hue} 25% 62%)"/>${windows}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer());
}
export async function crop(jpeg: Uint8Array, region: m.Region): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp(jpeg)
      .extract({ left: region.x, top: region.y, width: region.width, height: region.height })
      .jpeg({ quality: 90 })
      .toBuffer(),
  );
}

const found = <T>(value: T, from: string): { value: T; from: string } => ({ value, from });

export const quotes = {
  english: 'neither of the two dormitories appeared to have been seriously or directly hit',
  windows: 'Some windows were broken at Hostel No. 47. Hostel No. 28 was whole.',
  ukrainian: 'Жоден із двох гуртожитків, схоже, не зазнав прямого влучання чи серйозних пошкоджень; ґанок і дах цілі.',
  arabic: 'لم يبد أن أيا من المبنيين أصيب إصابة مباشرة أو لحقت به أضرار جسيمة.',
  chinese: '两栋宿舍楼均未被直接击中，也没有严重受损。',
  post: '😀 Если по зданию не попали, непонятно, кто и почему решил, что внутри разом погибли 600 военных. 한',
} as const;

/** The running example, retold: claims of one side with parts, four languages, two photos, a retraction, a repeat. */
export async function dormitories(): Promise<CaseBuilder> {
  const c = new CaseBuilder();
  c.details = m.CaseDetails.parse({
    title: 'Six hundred soldiers in two dormitories',
    number: 'Case 2026-017',
    author: 'Mara Lindqvist, Harrow Evidence Desk',
    handling: 'ILLUSTRATION · INTERNAL',
    language: 'en-GB',
    cover: 'none',
    summary:
      'Two claims were tested. That a strike reached the city is supported. That it killed 600 soldiers in two dormitories is refuted as made, because the buildings were seen standing.\n\nNobody has shown how many people died, and this report does not say that nobody did.',
  });
  c.entry('case.created', { program: 'Assay 0.1.0', details: c.details });
  c.entry('case.opened', { program: 'Assay 0.1.0', recovered: false });
  c.entry('case.opened', { program: 'Assay 0.1.0', recovered: false }, daniel);
  c.entry('case.verified', { ok: true, findings: 0 });
  const agency = c.source({
    kind: 'article',
    bytes: 'agency',
    fileName: 'agency.html',
    title: 'Reporters find dormitories standing',
    url: 'https://news.example/world/2023/01/08/reporters-find-two-dormitories-standing-after-the-strike?utm_source=feed&id=1234567890',
    metadata: {
      title: found('Reporters find dormitories standing', 'meta[property=og:title]'),
      publisher: found('Northern Agency', 'meta'),
      authors: found(['A. Reporter', 'B. Stringer'], 'meta'),
      published: found('2023-01-08T17:20:00+02:00', 'meta'),
      language: found('en', 'html[lang]'),
    },
  });
  const rewrite = c.source({
    kind: 'article',
    bytes: 'rewrite',
    fileName: 'копія (1).txt',
    metadata: { language: found('en', 'eld') },
    corrections: { title: '[Dormitories untouched]', publisher: 'Unnamed news site' },
    title: '[Dormitories untouched]',
  });
  const uk = c.source({
    kind: 'article',
    bytes: 'uk',
    fileName: 'herald.html',
    title: 'Краматорськ після вихідних',
    url: 'https://herald.example/uk/kramatorsk',
    metadata: { publisher: found('Вісник', 'meta'), published: found('2023-01-09', 'meta'), language: found('uk-UA', 'html') },
  });
  const ar = c.source({
    kind: 'article',
    bytes: 'ar',
    fileName: 'gazette.html',
    title: 'زيارة إلى كراماتورسك',
    metadata: { publisher: found('الجريدة', 'meta'), published: found('2023-01', 'meta'), language: found('ar', 'html') },
  });
  const zh = c.source({
    kind: 'article',
    bytes: 'zh',
    fileName: 'daily.html',
    title: '克拉马托尔斯克现场',
    metadata: { publisher: found('日报', 'meta'), language: found('zh-Hans', 'html') },
  });
  const post = c.source({ kind: 'article', bytes: 'post', fileName: 'post.txt', metadata: { language: found('ru', 'eld') } });
  const one = await c.photo('IMG_0472.JPG', { width: 3300, height: 2420 }, 205, {
    metadata: {
      captured: found({ local: '2023-01-08T14:03:11', offset: '+02:00' }, 'EXIF'),
      camera: found({ make: 'Drawn', model: 'By script' }, 'EXIF'),
      position: found({ lat: 48.73861, lon: 37.58472 }, 'EXIF GPS'),
    },
    corrections: {
      altText: 'A drawn three-storey house with twelve windows; one of them is dark. The roof is whole.',
      publisher: 'B. Stringer',
    },
  });
  const two = await c.photo('received_2.jpg', { width: 900, height: 1600 }, 40, {
    metadata: { captured: found({ local: '2023-01-08T14:05:40', offset: null }, 'EXIF') },
  });
  c.source({ kind: 'article', bytes: 'unused', fileName: 'unused.html', title: 'An article nobody cites' });

  const whole = c.claim('A missile strike on two dormitories in Kramatorsk killed more than 600 Ukrainian soldiers.', {
    claimant: 'A ministry of defence, in a statement',
    when: '2023-01-08',
    where: 'Hostels No. 28 and No. 47, Kramatorsk',
    verdict: 'refuted',
    rationale:
      'The claim needs the dormitories to have been hit. A team that stood in front of them reports one whole building and the other with broken windows.\n\nAll on-site observation goes back to one visit.',
    note: 'The ministry’s own statement is not in the case.',
  });
  const struck = c.claim('A strike reached the city.', {
    partOf: whole.id,
    verdict: 'supported',
    rationale: 'Both sides say so.',
    when: '2023-01-07/2023-01-08',
  });
  const hit = c.claim('The two dormitories were hit.', {
    partOf: whole.id,
    verdict: 'refuted',
    rationale: 'Seen standing; the hedge is kept.',
  });
  const lived = c.claim('Soldiers were living there.', {
    partOf: whole.id,
    verdict: 'not-enough-evidence',
    rationale: 'Absence of traces was seen from outside only.',
  });
  const photoClaim = c.claim('The photograph passed round shows the dormitory after the strike.', {
    claimant: 'An account with 500,000 subscribers',
    when: '2023-01-09~',
    verdict: 'conflicting-evidence',
    rationale: 'Two pictures, two houses.',
  });
  c.claim('About 760 of the other side’s troops died a week before.', { claimant: 'Officials, unnamed', when: '2023-01' });

  const broken = c.quote(agency, '¶2', quotes.windows, 210);
  const hedged = c.quote(agency, '¶3', quotes.english, 402, 'The word “appeared” is the reporters’ own.');
  const copy = c.quote(rewrite, '¶1', 'the dormitories were untouched', 0);
  const uk1 = c.quote(uk, '¶2', quotes.ukrainian, 29);
  const ar1 = c.quote(ar, '¶2a', quotes.arabic, 22);
  const zh1 = c.quote(zh, '¶2', quotes.chinese, 11);
  const post1 = c.quote(post, '¶1', quotes.post, 0);
  const noTrace = c.quote(agency, '¶5', 'There were no obvious signs that soldiers had lived there.', 640);
  const regionOne = { x: 1180, y: 1200, width: 480, height: 460 };
  const regionTwo = { x: 200, y: 210, width: 300, height: 420 };
  const a = c.region(one.source, 'A', regionOne, await crop(one.jpeg, regionOne), 'The dark window in the middle row.');
  const b = c.region(two.source, 'A', regionTwo, await crop(two.jpeg, regionTwo));

  c.link(broken, struck, 'supports', 'Broken glass fits a blast nearby.');
  c.link(
    hedged,
    hit,
    'refutes',
    'Observation on the spot, by the team that made it. The word “appeared” limits it to what could be seen from outside.',
  );
  c.link(uk1, hit, 'refutes', 'Relay of the same visit; hedge kept. Adds no independent support.');
  c.link(ar1, hit, 'refutes', 'Relay of the same visit; hedge kept.');
  c.link(zh1, hit, 'refutes', 'Relay of the same visit; hedge lost.');
  c.link(broken, hit, 'context', 'Some damage is real. It weighs against “whole”, not for a direct hit.');
  c.link(
    noTrace,
    lived,
    'fails-to-verify',
    'Expected: bedding, kit, vehicles. Seen: none reported. Whether rooms were entered is not said.',
  );
  c.link(post1, whole, 'refutes', 'A blogger who wants the war to go better for his side doubts its claim.');
  c.link(a, photoClaim, 'supports', 'The window is dark in this picture.');
  c.link(b, photoClaim, 'refutes');
  const withdrawn = c.link(copy, hit, 'refutes', 'Says more than its origin.');
  const gone = c.links.indexOf(withdrawn);
  const last = c.entry('link.retracted', { link: withdrawn.id, because: 'The rewrite drops the hedge; its origin is cited instead.' });
  c.links[gone] = m.Link.parse({
    ...withdrawn,
    retracted: { at: last.at, because: 'The rewrite drops the hedge; its origin is cited instead.' },
  });
  c.entry('history.undone', { entry: last.id });
  c.entry('history.redone', { entry: last.id });
  return c;
}
