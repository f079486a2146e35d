/** Pages that changed at their address, in four languages: the same changes in each. All of it is invented. */

interface Mark {
  readonly quote: string;
  /** Words before it, where it stands more than once. */
  readonly before?: string;
  readonly becomes: 'altered' | 'lost' | 'moved' | 'ambiguous' | 'exact';
}
interface Versions {
  readonly lang: string;
  readonly language: string;
  readonly url: string;
  readonly title: string;
  readonly first: string[];
  readonly second: string[];
  readonly marks: readonly Mark[];
  /** The words that stand in place of the altered ones. */
  readonly altered: string;
  /** The hedge that went, as the list of words has it. */
  readonly hedge: string;
  /** Words of the later text, for the lost passage, that stand there once. */
  readonly byHand: string;
}

const english: Versions = {
  lang: 'en',
  language: 'English',
  url: 'https://northgate.example/bakhmut',
  title: 'Two dormitories',
  first: [
    'Moscow said on Sunday that its missiles had killed six hundred soldiers in the town. A reporter at the scene found no obvious sign of casualties.',
    'A team went to the two college dormitories which, Moscow said, had housed troops for a time.',
    'However, neither building appeared to have taken a direct or serious hit. Nothing obvious showed that soldiers had lived there.',
    'The windows of the larger house were broken on the side of the yard.',
    'The mayor spoke to people in the square about water, power and heat for the third time this week.',
    'Buses to the coast will run every second hour until further notice, the operator wrote on its board.',
  ],
  second: [
    'Moscow said on Sunday that its missiles had killed six hundred soldiers in the town.',
    'A team went to the two college dormitories which, Moscow said, had housed troops for a time.',
    'A spokesman called the claim an information operation and gave no figures of his own.',
    'However, neither building took a direct or serious hit. Nothing obvious showed that soldiers had lived there.',
    'The mayor spoke to people in the square about water, power and heat for the third time this week.',
    'The windows of the larger house were broken on the side of the yard.',
    'Editors add: The windows of the larger house were broken on the side of the yard.',
    'Buses to the coast will run every second hour until further notice, the operator wrote on its board.',
  ],
  marks: [
    { quote: 'neither building appeared to have taken a direct or serious hit', becomes: 'altered' },
    { quote: 'A reporter at the scene found no obvious sign of casualties', becomes: 'lost' },
    { quote: 'The windows of the larger house were broken on the side of the yard', becomes: 'ambiguous' },
    { quote: 'The mayor spoke to people in the square about water', becomes: 'exact' },
    { quote: 'its missiles had killed six hundred soldiers in the town', becomes: 'exact' },
    { quote: 'Buses to the coast will run every second hour', becomes: 'moved' },
  ],
  altered: 'neither building took a direct or serious hit',
  hedge: 'appeared',
  byHand: 'gave no figures of his own',
};

const ukrainian: Versions = {
  lang: 'uk',
  language: 'Ukrainian',
  url: 'https://pivnich.example/bakhmut',
  title: 'Два гуртожитки',
  first: [
    'У неділю в Москві заявили, що ракети вбили шістсот військових у місті. Кореспондент на місці не побачив жодних ознак жертв.',
    'Журналісти прийшли до обох гуртожитків коледжу, де, за словами Москви, певний час жили військові.',
    'Проте жодна з будівель, схоже, не зазнала прямого влучання. Ніщо не вказувало на те, що там жили солдати.',
    'Вікна більшого будинку були розбиті з боку подвір’я.',
    'Міський голова втретє за тиждень говорив із людьми на площі про воду, світло й тепло.',
    'Автобуси до моря їздитимуть щодві години до окремого оголошення, написав перевізник.',
  ],
  second: [
    'У неділю в Москві заявили, що ракети вбили шістсот військових у місті.',
    'Журналісти прийшли до обох гуртожитків коледжу, де, за словами Москви, певний час жили військові.',
    'Речник назвав цю заяву інформаційною операцією і не навів жодних власних чисел.',
    'Проте жодна з будівель не зазнала прямого влучання. Ніщо не вказувало на те, що там жили солдати.',
    'Міський голова втретє за тиждень говорив із людьми на площі про воду, світло й тепло.',
    'Вікна більшого будинку були розбиті з боку подвір’я.',
    'Редакція додає: Вікна більшого будинку були розбиті з боку подвір’я.',
    'Автобуси до моря їздитимуть щодві години до окремого оголошення, написав перевізник.',
  ],
  marks: [
    { quote: 'жодна з будівель, схоже, не зазнала прямого влучання', becomes: 'altered' },
    { quote: 'Кореспондент на місці не побачив жодних ознак жертв', becomes: 'lost' },
    { quote: 'Вікна більшого будинку були розбиті з боку подвір’я', becomes: 'ambiguous' },
    { quote: 'говорив із людьми на площі про воду, світло й тепло', becomes: 'exact' },
    { quote: 'Автобуси до моря їздитимуть щодві години', becomes: 'moved' },
  ],
  altered: 'жодна з будівель не зазнала прямого влучання',
  hedge: 'схоже',
  byHand: 'не навів жодних власних чисел',
};

const arabic: Versions = {
  lang: 'ar',
  language: 'Arabic',
  url: 'https://shamal.example/bakhmut',
  title: 'مبنيان للسكن الجامعي',
  first: [
    'قالت موسكو يوم الأحد إن صواريخها قتلت ستمئة جندي في المدينة. ولم ير مراسل في المكان أي أثر واضح للضحايا.',
    'وذهب فريق من الصحفيين إلى مبنيي السكن التابعين للكلية حيث أقام جنود لبعض الوقت كما تقول موسكو.',
    'لكن أيا من المبنيين لم يصب على ما يبدو إصابة مباشرة في تلك الليلة. ولم يكن هناك ما يدل على أن جنودا عاشوا فيهما.',
    'وكانت نوافذ البيت الأكبر محطمة من جهة الفناء الداخلي كله.',
    'وتحدث رئيس البلدية إلى الناس في الساحة عن الماء والكهرباء والتدفئة للمرة الثالثة هذا الأسبوع.',
    'وستسير الحافلات إلى الساحل كل ساعتين حتى إشعار آخر، كما كتبت الشركة على لوحتها.',
  ],
  second: [
    'قالت موسكو يوم الأحد إن صواريخها قتلت ستمئة جندي في المدينة.',
    'وذهب فريق من الصحفيين إلى مبنيي السكن التابعين للكلية حيث أقام جنود لبعض الوقت كما تقول موسكو.',
    'ووصف متحدث هذا القول بأنه عملية إعلامية ولم يقدم أي أرقام من عنده.',
    'لكن أيا من المبنيين لم يصب إصابة مباشرة في تلك الليلة. ولم يكن هناك ما يدل على أن جنودا عاشوا فيهما.',
    'وتحدث رئيس البلدية إلى الناس في الساحة عن الماء والكهرباء والتدفئة للمرة الثالثة هذا الأسبوع.',
    'وكانت نوافذ البيت الأكبر محطمة من جهة الفناء الداخلي كله.',
    'وأضاف المحررون: وكانت نوافذ البيت الأكبر محطمة من جهة الفناء الداخلي كله.',
    'وستسير الحافلات إلى الساحل كل ساعتين حتى إشعار آخر، كما كتبت الشركة على لوحتها.',
  ],
  marks: [
    { quote: 'أيا من المبنيين لم يصب على ما يبدو إصابة مباشرة في تلك الليلة', becomes: 'altered' },
    { quote: 'ولم ير مراسل في المكان أي أثر واضح للضحايا', becomes: 'lost' },
    { quote: 'وكانت نوافذ البيت الأكبر محطمة من جهة الفناء الداخلي كله', becomes: 'ambiguous' },
    { quote: 'وتحدث رئيس البلدية إلى الناس في الساحة عن الماء', becomes: 'exact' },
    { quote: 'وستسير الحافلات إلى الساحل كل ساعتين', becomes: 'moved' },
  ],
  altered: 'أيا من المبنيين لم يصب إصابة مباشرة في تلك الليلة',
  hedge: 'على ما يبدو',
  byHand: 'ولم يقدم أي أرقام من عنده',
};

const chinese: Versions = {
  lang: 'zh',
  language: 'Chinese',
  url: 'https://beimen.example/bakhmut',
  title: '两座宿舍楼',
  first: [
    '莫斯科星期日表示，导弹在该市打死了六百名士兵。现场的一名记者没有看到任何明显的伤亡迹象，也没有看到救护车。',
    '一个采访小组前往学院的两座宿舍楼，莫斯科称那里曾有部队驻扎过一段时间。',
    '然而，两座楼似乎都没有受到直接或严重的打击，大门敞开着。没有任何迹象表明士兵曾住在那里。',
    '较大的那座楼朝向院子一侧的窗户全部破碎，碎玻璃散落在台阶上。',
    '市长本周第三次在广场上向人们谈到供水、供电和供暖的问题。',
    '开往海边的公共汽车将每两小时一班，直到另行通知，运营商在公告牌上写道。',
  ],
  second: [
    '莫斯科星期日表示，导弹在该市打死了六百名士兵。',
    '一个采访小组前往学院的两座宿舍楼，莫斯科称那里曾有部队驻扎过一段时间。',
    '一名发言人称这一说法是信息战，他没有给出自己的数字。',
    '然而，两座楼都没有受到直接或严重的打击，大门敞开着。没有任何迹象表明士兵曾住在那里。',
    '市长本周第三次在广场上向人们谈到供水、供电和供暖的问题。',
    '较大的那座楼朝向院子一侧的窗户全部破碎，碎玻璃散落在台阶上。',
    '编辑补充：较大的那座楼朝向院子一侧的窗户全部破碎，碎玻璃散落在台阶上。',
    '开往海边的公共汽车将每两小时一班，直到另行通知，运营商在公告牌上写道。',
  ],
  marks: [
    { quote: '两座楼似乎都没有受到直接或严重的打击', becomes: 'altered' },
    { quote: '现场的一名记者没有看到任何明显的伤亡迹象，也没有看到救护车', becomes: 'lost' },
    { quote: '较大的那座楼朝向院子一侧的窗户全部破碎，碎玻璃散落在台阶上', becomes: 'ambiguous' },
    { quote: '市长本周第三次在广场上向人们谈到供水', becomes: 'exact' },
    { quote: '开往海边的公共汽车将每两小时一班，直到另行通知', becomes: 'moved' },
  ],
  altered: '两座楼都没有受到直接或严重的打击',
  hedge: '似乎',
  byHand: '他没有给出自己的数字',
};

export const sets: readonly Versions[] = [english, ukrainian, arabic, chinese];

const pageOf = ({ lang, url, title }: Versions, paragraphs: readonly string[]): string =>
  `<!doctype html><html lang="${lang}"${lang === 'ar' ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="${url}"></head><body><article><h1>${title}</h1>${paragraphs.map((words) => `<p>${words}</p>`).join('')}</article></body></html>`;

/** Both versions of the page, as HTML. */
export const pagesOf = (set: Versions): { first: string; second: string } => ({
  first: pageOf(set, set.first),
  second: pageOf(set, set.second),
});
