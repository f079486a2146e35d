import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../main/formats/appearance/css.ts';
import { drawAppearance } from '../../../main/formats/appearance/index.ts';

const draw = (html: string, blocks: readonly string[] = []) => drawAppearance(new TextEncoder().encode(html), 'text/html', blocks);
const body = (html: string): string =>
  /<body[^>]*>([\s\S]*)<\/body>/.exec(draw(`<!doctype html><html><head></head><body>${html}</body></html>`).html)?.[1] ?? '';
const css = (text: string): string =>
  cleanCss(text, { keep: (address) => (address.startsWith('data:image/') ? address : null), sheet: () => null });

describe('a style sheet asks for nothing', () => {
  it.each<[name: string, written: string, expected: string]>([
    ['addresses', 'a{background:url(http://x/1)}', 'a{background:url("data:,")}'],
    ['quoted ones', "a{background:URL( 'http://x/1' )}", 'a{background:url("data:,")}'],
    ['escaped names', 'a{background:\\75 rl(http://x/1)}', 'a{background:url("data:,")}'],
    ['imports', '@import "http://x/1";a{color:red}', ' \na{color:red}'],
    ['escaped imports', '@\\69mport url(http://x/1) screen;a{color:red}', ' \na{color:red}'],
    ['strings that are addresses', 'a{background:image-set("http://x/1" 1x)}', 'a{background:image-set("data:," 1x)}'],
    [
      'strings put together',
      'a{--u:"http://x/1";background:image-set(var(--u) 1x)}',
      'a{--u:"http://x/1";background:image-set(left-out(--u) 1x)}',
    ],
    ['addresses made by src()', 'a{background:src("http://x/1")}', 'a{background:left-out("data:,")}'],
    ['words that dropped signs would join', 'a{b:u<!--rl(http://x/1)}', 'a{b:u rl(http://x/1)}'],
    ['words that a bad escape would join', 'a{b:u\\\nrl(http://x/1)}', 'a{b:u  rl(http://x/1)}'],
    ['rules nobody knows', '@namespace url(http://x/1);@document url(http://x){a{b:c}}p{q:r}', '  p{q:r}'],
    ['the end of the element', 'a{content:"</style><script>"}', 'a{content:"\\3c /style>\\3c script>"}'],
    ['references in drawings', 'a{content:"&quot;;"} &#x{b:c}', 'a{content:"\\26 quot;;"} & #x{b:c}'],
  ])('%s', (_name, written, expected) => expect(css(written)).toBe(expected));

  it.each([
    'a{color:red;margin:-1px 1e-5px +.5em;width:calc(100% - (2 * 3px))}',
    '@media (width <= 600px){.a>b~c+d,e:not(.f){color:#123abc}}',
    '.w-1\\2f 2{width:50%}',
    '@supports (display:grid){a{grid-area:1/2/3/4}}',
    'a{background:url("data:image/png;base64,AAAA")}',
    '.a{&.b{color:red}&:hover{color:blue}}',
    '@keyframes k{0%{top:0}100%{top:1px}}',
  ])('and says the same otherwise: %s', (text) => expect(css(text)).toBe(text));
});

describe('a page as it looked', () => {
  it('keeps what is in the file, as it is', () => {
    const written = '<p class="a" style="color:red">Words &amp; <b>more</b></p><img src="data:image/png;base64,AAAA" alt="x">';
    expect(body(written)).toContain('<p class="a" style="color:red">Words &amp; <b>more</b></p>');
    expect(body(written)).toMatch(/<img [^>]*src="data:image\/png;base64,AAAA">/);
  });
  it.each<[name: string, written: string, never: RegExp]>([
    ['scripts', '<script>alert(1)</script><SCRIPT src=x></SCRIPT>', /script|alert/i],
    ['handlers', '<p onclick="alert(1)" OnMouseOver=alert(2)>w</p>', /onclick|onmouseover|alert/i],
    ['addresses of links', '<a href="javascript:alert(1)" ping="http://x/p" target=_top>w</a>', /href|ping|target/],
    ['pages in scripts’ clothes', '<img src="data:text/html,<script>alert(1)</script>">', /<img|src=/],
    [
      'frames and their like',
      '<iframe src=x></iframe><object data=x></object><embed src=x><frame src=x>',
      /<(?:iframe|object|embed|frame)/,
    ],
    [
      'orders to the browser',
      '<base href=x><link rel=preconnect href=x><meta http-equiv=refresh content="0;url=x">',
      /<(?:base|link|meta)/,
    ],
    ['what forms do', '<form action="http://x/f"><button formaction="http://x/g">go</button></form>', /action/],
    [
      'drawings that run',
      '<svg onload=alert(1)><script>alert(2)</script><animate attributeName=href values="javascript:alert(3)"/><foreignObject><p>w</p></foreignObject></svg>',
      /alert|script|animate|foreign/i,
    ],
    [
      'text that would become markup',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><xmp><img src=x onerror=alert(1)></xmp>',
      /<img[^&]*onerror/,
    ],
  ])('leaves out %s', (_name, written, never) => expect(body(written)).not.toMatch(never));

  it('counts what it leaves out, and puts a labelled place for a picture', () => {
    const { html, left } = draw(
      '<script>a</script><p onclick="a">w</p><img src="http://x/1" alt="The gate" width="200" height="100"><img src="http://x/pixel" width=1 height=1><a href="http://x/">l</a>',
    );
    expect(left).toMatchObject({ scripts: 1, handlers: 1, pictures: 2, links: 1, frames: 0 });
    expect(html).toContain('Picture left out: The gate');
    expect(html).toContain('width:200px;height:100px');
    expect(html).not.toMatch(/(?:src|href)="http/);
  });
  it('sets places where the blocks of the text begin', () => {
    expect(draw('<h1>A  title</h1><p>One <b>two</b></p>', ['A title', 'One two']).html).toMatch(
      /<h1><span id="assay-0"><\/span>A {2}title<\/h1><p><span id="assay-1"><\/span>One <b>two/,
    );
  });
  it('refuses a mail that has no HTML', () => {
    const mail = 'From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\nContent-Type: text/plain\r\n\r\nWords.\r\n';
    expect(() => drawAppearance(new TextEncoder().encode(mail), 'message/rfc822', [])).toThrow('no HTML part');
  });
  it('does not fall over depth or size', () => {
    expect(draw(`${'<div>'.repeat(5000)}deep words${'</div>'.repeat(5000)}`).html).toContain('deep words');
    expect(draw(`<p style="${'background:url(http://x/1);'.repeat(5000)}">w</p>`).left.styles).toBe(5000);
  });
});
