/** Files that the end-to-end tests import, written by the tests themselves. All places, names and events in them are invented. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Words of these texts that tests mark; each stands exactly once in its text. */
export const passages = {
  english: 'did not appear to have been hit directly',
  html: 'no blood and no bodies were seen at the depot',
  ukrainian: 'жодного сліду влучання комісія не побачила',
  arabic: 'لم يعثر الفريق على أي أثر للقصف',
  chinese: '调查人员没有发现任何爆炸的痕迹',
} as const;

const texts = {
  'depot.txt': `Depot on Canal Street\n\nReporters reached the depot on Tuesday morning. Its eastern wall ${passages.english}, they wrote, and the gate stood open.\n\nA guard said that nobody had slept there since spring. Two windows were broken; the café opposite was open — “business as usual”, its owner said 🙂.\n`,
  'dovidka.txt': `Довідка про огляд складу\n\nУ вівторок уранці комісія оглянула склад на Канальній вулиці: ${passages.ukrainian}, двері були відчинені.\n\nСторож пояснив, що з весни там ніхто не ночував. Об’єкт належить громаді міста.\n`,
  'taqrir.txt': `تقرير عن المستودع\n\nزار الصحفيون المستودع صباح الثلاثاء. ${passages.arabic} داخل المبنى، وكانت البوابة مفتوحة.\n\nوقال الحارس إن أحدا لم ينم هناك منذ الربيع (انظر الصفحة 12).\n`,
  'baogao.txt': `运河街仓库调查报告\n\n星期二上午,${passages.chinese},大门敞开着。\n\n门卫说,从春天起就没有人在那里过夜。\n`,
} as const;
export type TextName = keyof typeof texts;

const html = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>At the depot, little to see | Canal Post</title>
  <meta property="og:title" content="At the depot, little to see">
  <meta property="og:site_name" content="Canal Post">
  <meta name="author" content="Mira Holt">
  <meta property="article:published_time" content="2024-03-12T09:30:00+02:00">
  <link rel="canonical" href="https://canalpost.example/depot">
</head>
<body>
  <nav><a href="/">Home</a> <a href="/world">World</a></nav>
  <article>
    <h1>At the depot, little to see</h1>
    <p>By Mira Holt. The ministry said on Monday that four hundred men had been hit in their sleep at the depot on Canal Street, and gave no source for it.</p>
    <p>On Tuesday this newspaper walked through the building for an hour: ${passages.html}, and dust lay on the bunks as it does after months.</p>
    <p>People who live across the street said that they had heard a blast at about two in the morning, from the direction of the river and not from the depot.</p>
    <p>The ministry did not answer questions. Its statement could not be checked independently, and the number it gave appears in no other report.</p>
  </article>
  <footer>Copyright Canal Post</footer>
</body>
</html>
`;

/** Writes the named texts into a folder; their paths. */
export function writeTexts(folder: string, ...names: readonly TextName[]): string[] {
  return names.map((name) => write(folder, name, texts[name]));
}

/** A saved page with all that a reader mode looks for. */
export const writeArticle = (folder: string): string => write(folder, 'depot.html', html);

/** A photo of 2400 × 1600 pixels: a grey yard with one red door at x 1200–1500, y 600–1100. */
export async function writePhoto(folder: string): Promise<string> {
  const path = join(folder, 'yard.jpg');
  const door = await sharp({ create: { width: 300, height: 500, channels: 3, background: '#b3261e' } })
    .png()
    .toBuffer();
  const roof = await sharp({ create: { width: 2400, height: 400, channels: 3, background: '#33404d' } })
    .png()
    .toBuffer();
  await sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#c9ced4' } })
    .composite([
      { input: roof, left: 0, top: 0 },
      { input: door, left: 1200, top: 600 },
    ])
    .withExif({
      IFD0: { Make: 'Example', Model: 'One', DateTime: '2024:03:12 09:41:00' },
      IFD2: { DateTimeOriginal: '2024:03:12 09:41:00', OffsetTimeOriginal: '+02:00' },
    })
    .jpeg({ quality: 85 })
    .toFile(path);
  return path;
}

/** Ways in which a page tries to run something or to call `home` (an origin that counts). Each says where it came from. */
export function hostilePage(home: string): string {
  const call = (what: string): string => `${home}/${what}`;
  const script = (what: string): string => `fetch('${call(what)}');document.title='owned';alert('${what}')`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hostile <img src=x onerror="${script('title')}"></title>
<base href="${home}/base/">
<meta http-equiv="refresh" content="0;url=${call('refresh')}">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<link rel="stylesheet" href="${call('sheet.css')}"><link rel="preload" as="image" href="${call('preload.png')}"><link rel="dns-prefetch" href="${home}"><link rel="icon" href="${call('icon.png')}">
<style>@import url("${call('import.css')}"); @font-face { font-family: f; src: url("${call('font.woff2')}") } body { background: url("${call('background.png')}"); font-family: f }</style>
<script>${script('script')}</script><script src="${call('script.js')}"></script><script type="module">import '${call('module.js')}';</script>
</head><body onload="${script('onload')}" background="${call('body.png')}"><article>
<h1>A page that means harm <img src="x" onerror="${script('onerror')}"></h1>
<p>The first paragraph is long enough to be taken for the article by any reader mode, and it holds a <img src="${call('pixel.png')}" srcset="${call('srcset.png')} 2x" alt="pixel"> picture from elsewhere that must not be fetched.</p>
<p onclick="${script('onclick')}" onmouseover="${script('onmouseover')}" style="background-image:url(${call('style.png')})">The second paragraph listens for the mouse, and has a <a href="javascript:${encodeURIComponent(script('javascript'))}" ping="${call('ping')}">link that is a script</a> in its middle, and some more words.</p>
<p>The third holds <svg onload="${script('svg')}"><script>${script('svgscript')}</script><image href="${call('svg.png')}"/><use href="${call('use.svg')}#a"/><foreignObject><iframe srcdoc="&lt;script&gt;${script('foreign')}&lt;/script&gt;"></iframe></foreignObject><animate attributeName="href" values="javascript:${script('animate')}"/></svg> a drawing with a script in it.</p>
<p>The fourth brings <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${script('mxss')}&gt;"></table></mtext></math> markup that changes when it is read twice, and <noscript><p title="</noscript><img src=x onerror=${script('noscript')}>"></noscript> its cousin.</p>
<p>The fifth embeds <iframe src="${call('frame')}"></iframe><iframe srcdoc="<script>${script('srcdoc')}</script>"></iframe><object data="${call('object')}"></object><embed src="${call('embed')}"><video src="${call('video')}" poster="${call('poster.png')}" autoplay></video><audio src="${call('audio')}" autoplay></audio> everything that can be embedded.</p>
<form action="${call('form')}"><input autofocus onfocus="${script('onfocus')}"><button formaction="javascript:${script('formaction')}">go</button></form>
<details open ontoggle="${script('ontoggle')}"><summary>more</summary>words</details><marquee onstart="${script('onstart')}">words</marquee>
<p>The last paragraph says plainly that &lt;script&gt;${script('escaped')}&lt;/script&gt; is a word here and &lt;img src=x onerror=${script('escapedimg')}&gt; is too, with \u202Ereversed\u202C letters.</p>
</article></body></html>`;
}

/** Writes a file of this name and content; its path. */
export function write(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
