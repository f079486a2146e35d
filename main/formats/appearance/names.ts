/** Which elements and attributes a page's original appearance may have. Whatever is not here is not written. */

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** Written as they are, with their allowed attributes. */
export const elements = set(
  `html head body address article aside footer header h1 h2 h3 h4 h5 h6 hgroup main nav section search
  blockquote dd div dl dt figcaption figure hr li menu ol p pre ul
  a abbr b bdi bdo br cite code data dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
  del ins caption col colgroup table tbody td tfoot th thead tr details summary picture
  acronym big center dir font nobr strike tt
  form fieldset legend label button input select option optgroup textarea meter progress output`,
);
export const drawing = set(
  'svg g path rect circle ellipse line polyline polygon text tspan defs symbol use image lineargradient radialgradient stop clippath mask pattern marker filter feblend fecolormatrix fecomposite feflood fegaussianblur femerge femergenode feoffset',
);
export const formula = set(
  'math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose merror',
);
/** Elements without an end tag. */
export const single = set('br col hr img input wbr');
/** Nothing of these is words of the page. */
export const dropped = set('title template head>noscript area map param source track canvas datalist dialog');
/** Controls: shown, but dead. */
export const controls = set('button input select textarea');

const common = set(
  `class id dir lang title hidden align valign width height bgcolor color face size border cellpadding cellspacing
  colspan rowspan span start reversed datetime open alt clear nowrap noshade role rules frame scope compact`,
);
const ofControls = set('type value placeholder checked selected rows cols label min max low high optimum multiple');
const ofDrawings = set(
  `d points x y x1 x2 y1 y2 cx cy r rx ry fx fy viewbox preserveaspectratio transform fill fill-opacity fill-rule stroke stroke-width
  stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit opacity clip-path clip-rule mask filter
  offset stop-color stop-opacity gradientunits gradienttransform patternunits patterntransform patterncontentunits markerwidth markerheight
  refx refy orient font-size font-family font-weight font-style text-anchor dominant-baseline dx dy display visibility color
  in in2 result mode type values stddeviation flood-color flood-opacity operator k1 k2 k3 k4`,
);

/** Whether an attribute may be written; addresses and styles are judged apart. */
export function isPlainAttribute(element: string, attribute: string): boolean {
  if (/^(?:data|aria)-[a-z0-9_.-]{1,80}$/.test(attribute)) return true;
  if (drawing.has(element) && ofDrawings.has(attribute)) return true;
  if ((controls.has(element) || /^(?:option|optgroup|meter|progress|li|ol|ul)$/.test(element)) && ofControls.has(attribute)) return true;
  return common.has(attribute) || (formula.has(element) && /^(?:display|mathvariant|stretchy|columnalign)$/.test(attribute));
}
