import { describe, expect, it } from 'vitest';
import { compare } from '../../../main/likeness/text/compare.ts';
import { fingerprint } from '../../../main/likeness/text/fingerprint.ts';
import { readTokens } from '../../../main/likeness/text/tokens.ts';
import { inWords } from '../../../main/likeness/text/words.ts';

const cut = (text: string, [start, end]: readonly [number, number]): string => [...text].slice(start, end).join('');
const words = (text: string): string[] => {
  const { start, end } = readTokens(text);
  return [...start].map((from, index) => cut(text, [from, end[index] ?? 0]));
};
const compareTexts = (a: string, b: string) => compare(fingerprint(a), fingerprint(b));

/** Wire copy in four languages, written for this test. */
const wire = {
  en: `A freight train carrying grain left the rails near the town of Ashford early on Tuesday, blocking both tracks of the coastal line. Nobody was hurt, the operator said, but eleven of the thirty wagons lay across the embankment by dawn. Engineers were sent from two depots to lift them with a crane. The first inspection found a broken rail joint that had been reported in March and never replaced. Passenger services will run by bus until the weekend at least, and fares will be refunded on request. The transport ministry has opened an inquiry and asked for the maintenance records of the past three years.`,
  uk: `Вантажний потяг із зерном зійшов із рейок поблизу містечка Вербівка рано вранці у вівторок і заблокував обидві колії прибережної лінії. Ніхто не постраждав, повідомив перевізник, але одинадцять із тридцяти вагонів лежали поперек насипу. Інженерів викликали з двох депо, щоб підняти вагони краном. Перший огляд виявив зламаний стик рейки, про який повідомляли ще в березні, але так і не замінили. Пасажирів возитимуть автобусами щонайменше до вихідних, а гроші за квитки повернуть на прохання. Міністерство транспорту розпочало розслідування і вимагає документи про ремонт за останні три роки.`,
  ar: `خرج قطار شحن محمل بالحبوب عن القضبان قرب بلدة الزهراء في وقت مبكر من صباح الثلاثاء وأغلق مساري الخط الساحلي. ولم يصب أحد بأذى كما قالت الشركة المشغلة لكن إحدى عشرة عربة من أصل ثلاثين بقيت ملقاة فوق السد الترابي. وأرسل مهندسون من مستودعين لرفع العربات برافعة كبيرة. وكشف الفحص الأول عن وصلة مكسورة في القضيب أبلغ عنها في شهر مارس ولم تستبدل قط. وستنقل الحافلات الركاب حتى نهاية الأسبوع على الأقل وسترد قيمة التذاكر عند الطلب. وفتحت وزارة النقل تحقيقا وطلبت سجلات الصيانة للسنوات الثلاث الماضية.`,
  zh: `星期二清晨，一列运送粮食的货车在青石镇附近脱轨，阻断了沿海铁路的两条线路。运营公司说没有人员受伤，但是三十节车厢中有十一节横在路堤上。两个机务段派出工程师，用起重机吊起车厢。初步检查发现一处钢轨接头断裂，三月份就有人报告过，却一直没有更换。旅客至少在周末以前要改乘公共汽车，票款可以申请退还。交通部已经展开调查，并要求提供过去三年的维修记录。`,
  th: `รถไฟบรรทุกข้าวตกรางใกล้เมืองเก่าเมื่อเช้าวันอังคาร ทำให้เส้นทางชายฝั่งทั้งสองรางถูกปิด ไม่มีผู้ได้รับบาดเจ็บ แต่ตู้สินค้าสิบเอ็ดตู้จากสามสิบตู้ขวางอยู่บนคันทาง วิศวกรจากสองศูนย์ซ่อมถูกส่งมายกตู้ด้วยเครนขนาดใหญ่`,
} as const;

/** Another report of the same event: the same names, places and numbers, in sentences of its own. */
const otherReport = {
  en: `Commuters in Ashford woke to a scene few will forget. Grain lay knee-deep beside the coastal line where a goods train had come to grief before sunrise. "It sounded like thunder that would not stop," said Mary Cole, whose kitchen overlooks the track. Union officials blamed years of cuts, and said staff had warned of a faulty joint in March. Cranes arrived around noon. The operator, which lost a similar case in court last year, declined to answer questions, and shares fell four per cent. Buses replaced trains on Tuesday, though many pupils never reached school. Ministers promised answers; local farmers asked who will pay for the grain.`,
  uk: `Мешканці Вербівки прокинулися від гуркоту, який не вщухав кілька хвилин. Зерно лежало по коліно вздовж насипу, де ще до світанку перекинувся товарний состав. «Я думала, що це вибух», — каже Марія Коваль, чиї вікна виходять на колію. Профспілка звинувачує керівництво в скороченнях і запевняє, що про несправний стик робітники писали навесні. Кран приїхав лише опівдні. У компанії, яка торік програла подібну справу в суді, від коментарів відмовилися. У вівторок замість електричок пустили автобуси, проте багато школярів так і не дісталися до занять. Фермери питають, хто заплатить за втрачений урожай.`,
} as const;

describe('words', () => {
  const cases: [what: string, text: string, expected: string[]][] = [
    ['apostrophes stay inside', 'Don’t touch м’яч, it’s theirs’', ['Don’t', 'touch', 'м’яч', 'it’s', 'theirs']],
    ['places count code points, not UTF-16 units', '😀😀 знак', ['знак']],
    ['Chinese and Thai go by characters, Latin among them by words', '北京 ABC ไทย', ['北', '京', 'ABC', 'ไ', 'ท', 'ย']],
    ['vowel marks stay with their letter', 'السَّلامُ عليكم', ['السَّلامُ', 'عليكم']],
    ['numbers are words', 'killed 1,000 in 2023', ['killed', '1', '000', 'in', '2023']],
    ['marks and dashes are none', '— … «»', []],
  ];
  it.each(cases)('%s', (_, text, expected) => expect(words(text)).toEqual(expected));

  const equal: [what: string, a: string, b: string][] = [
    ['case', 'КИЇВ Їжак ÉCOLE', 'київ їЖАК école'],
    ['apostrophe', "м'яч don't", 'м’яч don’t'],
    ['soft hyphens', 'trans\u00adport', 'transport'],
    ['full width', 'ＡＢＣ１', 'abc1'],
    ['Arabic vowel marks and stretching', 'السَّلامُ كتـــاب', 'السلام كتاب'],
  ];
  it.each(equal)('are equal but for %s', (_, a, b) => expect(readTokens(a).hash).toEqual(readTokens(b).hash));
  it('tell different words apart', () => {
    const hashes = readTokens('мир мiр мір їжа іжа ёж еж 11 1').hash;
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('two articles', () => {
  const languages = ['en', 'uk', 'ar', 'zh', 'th'] as const;
  it.each(languages)('of the same words are one story, whole (%s)', (language) => {
    const text = wire[language];
    const likeness = compareTexts(text, `  ${text.toUpperCase().replaceAll(' ', ' \n ')}`);
    expect(likeness).toMatchObject({ kind: 'same-story', score: 1, containment: { a: 1, b: 1 } });
    expect(likeness.passages).toHaveLength(1);
    expect(words(cut(text, likeness.passages[0]?.a ?? [0, 0]))).toEqual(words(text));
  });

  it('are one story where one is cut and has another headline', () => {
    const cutStory = `Derailment shuts coastal line\n${wire.en.slice(0, wire.en.indexOf(' Passenger'))}`;
    const { kind, passages } = compareTexts(cutStory, wire.en);
    expect(kind).toBe('same-story');
    expect(passages.map(({ a }) => cut(cutStory, a))).toEqual([wire.en.slice(0, wire.en.indexOf('. Passenger'))]);
  });

  const edits: [language: 'en' | 'uk' | 'zh', changes: [from: string, to: string][], passages: string[]][] = [
    [
      'en',
      [
        ['freight train carrying grain left', 'cargo train loaded with wheat came off'],
        ['Nobody was hurt, the operator said,', 'The operator reported no injuries,'],
        ['and never replaced', 'but was never mended'],
        ['on request', 'to all who ask'],
      ],
      [
        'the rails near the town of Ashford early on Tuesday, blocking both tracks of the coastal line',
        'but eleven of the thirty wagons lay across the embankment by dawn. Engineers were sent from two depots to lift them with a crane. The first inspection found a broken rail joint that had been reported in March',
        'Passenger services will run by bus until the weekend at least, and fares will be refunded',
        'The transport ministry has opened an inquiry and asked for the maintenance records of the past three years',
      ],
    ],
    [
      'uk',
      [
        ['рано вранці у вівторок', 'на світанку у вівторок'],
        ['повідомив перевізник', 'каже компанія'],
        ['щоб підняти вагони краном', 'аби підняти їх'],
        ['гроші за квитки повернуть на прохання', 'квитки можна здати'],
      ],
      [
        'Вантажний потяг із зерном зійшов із рейок поблизу містечка Вербівка',
        'у вівторок і заблокував обидві колії прибережної лінії. Ніхто не постраждав',
        'але одинадцять із тридцяти вагонів лежали поперек насипу. Інженерів викликали з двох депо',
        'Перший огляд виявив зламаний стик рейки, про який повідомляли ще в березні, але так і не замінили. Пасажирів возитимуть автобусами щонайменше до вихідних, а',
        'Міністерство транспорту розпочало розслідування і вимагає документи про ремонт за останні три роки',
      ],
    ],
    [
      'zh',
      [
        ['星期二清晨', '周二早上'],
        ['派出工程师', '派人前往'],
        ['可以申请退还', '全部退回'],
      ],
      [
        '一列运送粮食的货车在青石镇附近脱轨，阻断了沿海铁路的两条线路。运营公司说没有人员受伤，但是三十节车厢中有十一节横在路堤上。两个机务段派',
        '用起重机吊起车厢。初步检查发现一处钢轨接头断裂，三月份就有人报告过，却一直没有更换。旅客至少在周末以前要改乘公共汽车，票款',
        '交通部已经展开调查，并要求提供过去三年的维修记录',
      ],
    ],
  ];
  it.each(edits)('with light edits show the passages that were left alone (%s)', (language, changes, passages) => {
    const edited = changes.reduce<string>((text, [from, to]) => text.replace(from, to), wire[language]);
    const likeness = compareTexts(wire[language], edited);
    expect(likeness.kind).toBe('light-edit');
    expect(likeness.passages.map(({ a }) => cut(wire[language], a))).toEqual(passages);
    expect(likeness.passages.map(({ b }) => cut(edited, b))).toEqual(passages);
    expect(likeness.score).toBeGreaterThan(0.6);
    expect(likeness.score).toBeLessThan(1);
  });

  it('that say the same in other words are a rewrite', () => {
    const rewrite = `Early on Tuesday a freight train with grain derailed close to Ashford town and blocked both tracks of the coastal railway. The operator said that nobody was injured, though eleven wagons out of thirty were lying across the embankment at dawn. From two depots, engineers came to lift the wagons by crane. A broken joint in the rail, reported in March but never replaced, was found at first inspection. Buses will carry passengers until at least the weekend and refunds of fares are given on request. An inquiry was opened by the transport ministry, which asked for maintenance records from the last three years.`;
    const { kind, cosine, counterparts, passages } = compareTexts(wire.en, rewrite);
    expect(kind).toBe('rewrite');
    expect(cosine).toBeGreaterThan(0.7);
    expect(Math.min(counterparts.a, counterparts.b)).toBeGreaterThan(0.5);
    expect(passages.map(({ b }) => cut(rewrite, b))).toContain('both tracks of the coastal');
  });

  it.each(['en', 'uk'] as const)('that report one event in their own words are not the same (%s)', (language) => {
    const { kind, passages } = compareTexts(wire[language], otherReport[language]);
    expect({ kind, passages }).toEqual({ kind: null, passages: [] });
  });

  it.each(['en', 'uk', 'ar', 'zh'] as const)('of which one took a passage share that passage (%s)', (language) => {
    const sentences = wire[language].split(/(?<=[.。])\s*/);
    const taken = [...sentences].sort((a, b) => b.length - a.length)[0] ?? '';
    const host = {
      en: otherReport.en,
      uk: otherReport.uk,
      ar: 'وقال سكان البلدة إنهم سمعوا دويا هائلا قبل شروق الشمس بقليل ثم انقطع التيار الكهربائي عن المنازل القريبة من المحطة. ',
      zh: '镇上的居民说，他们在日出之前听见一声巨响，随后车站附近的房屋都停了电，孩子们没能去上学。',
    }[language];
    const reuse = `${host} ${taken} ${host}`;
    const likeness = compareTexts(reuse, wire[language]);
    expect(likeness.kind).toBe('partial-reuse');
    const shown = likeness.passages.map(({ a, b }) => [words(cut(reuse, a)), words(cut(wire[language], b))]);
    expect(shown).toContainEqual([words(taken), words(taken)]);
  });

  it('of different languages, or of other matters, have nothing in common', () => {
    for (const [a, b] of [
      ['en', 'uk'],
      ['uk', 'ar'],
      ['zh', 'th'],
    ] as const)
      expect(compareTexts(wire[a], wire[b]).kind).toBeNull();
  });

  const nothing: [what: string, a: string, b: string][] = [
    ['empty', '', wire.en],
    ['both empty', '', ''],
    ['two words', 'Page missing', 'Page missing'],
    ['marks only', '!!! … ???', '!!! … ???'],
  ];
  it.each(nothing)('say nothing where there are too few words: %s', (_, a, b) =>
    expect(compareTexts(a, b)).toMatchObject({ kind: null, passages: [] }),
  );

  it('are compared alike from both sides', () => {
    const [one, other] = [wire.en, `${otherReport.en} ${wire.en.slice(0, 300)} ${otherReport.en}`];
    const [there, back] = [compareTexts(one, other), compareTexts(other, one)];
    expect(back.kind).toBe(there.kind);
    expect(back.score).toBe(there.score);
    expect(back.containment).toEqual({ a: there.containment.b, b: there.containment.a });
    expect(back.passages.map(({ a, b }) => ({ a: b, b: a }))).toEqual(there.passages);
  });

  it('count places in code points behind characters outside the basic plane', () => {
    const text = `😀 𝒜 ${wire.en}`;
    const { passages } = compareTexts(text, wire.en);
    expect(passages.map(({ a }) => cut(text, a))).toEqual([wire.en.slice(0, -1)]);
  });

  it('are not alike for a frame that all pages of a publisher have', () => {
    const frame = `We and our partners store and access information on a device, such as cookies, and process personal data to show advertising that fits you. You can change your choice at any time under Privacy settings at the foot of every page.`;
    const [one, other] = [`${wire.en}\n${frame}`, `${otherReport.en}\n${frame}`].map((text) => fingerprint(text));
    if (one === undefined || other === undefined) throw new Error('two texts');
    expect(compare(one, other).kind).toBe('partial-reuse');
    const common = new Set([...one.shingles].filter((hash) => other.shingles.includes(hash)));
    const { kind, passages } = compare(one, other, common);
    expect(kind).toBeNull();
    expect(passages.map(({ a }) => cut(`${wire.en}\n${frame}`, a)).join(' ')).not.toContain('personal data');
  });

  it('of a text that repeats one line ten thousand times are compared in bounded work', () => {
    const text = 'read also our other stories of the day here '.repeat(10_000);
    expect(compareTexts(text, `${text} and more`).kind).toBe('same-story');
  });
});

describe('a comparison in words', () => {
  const base = { score: 0.5, cosine: 0.7, containment: { a: 0.914, b: 0.2 }, counterparts: { a: 0.6, b: 0.55 }, passages: [] };
  const passage = { a: [0, 9], b: [3, 12] } as const;
  it.each([
    [
      'same-story',
      [passage],
      'The same words: 91 % of the first text stands in the second, 20 % of the second in the first; one shared passage.',
    ],
    [
      'light-edit',
      [passage, passage],
      'The same text with changes: 91 % of the first stands in the second, 20 % of the second in the first; 2 shared passages.',
    ],
    [
      'rewrite',
      [passage, passage],
      'The same in other words: 60 % of the first text has a counterpart in the second, 55 % of the second in the first; 2 shared passages.',
    ],
    ['partial-reuse', [passage], 'A part is the same: 91 % of the first text stands in the second; one shared passage.'],
    [null, [], null],
  ] as const)('says what is alike: %s', (kind, passages, expected) => expect(inWords({ ...base, kind, passages })).toBe(expected));
  it('names the text that was taken from', () =>
    expect(inWords({ ...base, kind: 'partial-reuse', containment: { a: 0.1, b: 0.8 }, passages: [passage] })).toBe(
      'A part is the same: 80 % of the second text stands in the first; one shared passage.',
    ));
});

describe('a fingerprint', () => {
  it('keeps a shingle of every shared run of twelve words', () => {
    const run = wire.en.split(' ').slice(20, 32).join(' ');
    const all = new Set(fingerprint(wire.en).shingles);
    for (const host of [otherReport.en, wire.uk, 'One two three.'])
      expect([...fingerprint(`${host} ${run} ${host}`).shingles].some((hash) => all.has(hash))).toBe(true);
  });
  it('is the same on every machine: a stored one stays good until its version changes', () => {
    const { shingles, at, terms, counts } = fingerprint('The five words come again. The five words come again: перевірка 检查');
    expect({ shingles: [...shingles], at: [...at], terms: [...terms], counts: [...counts] }).toMatchInlineSnapshot(`
      {
        "at": [
          7,
        ],
        "counts": [
          2,
          2,
          2,
          2,
          2,
          1,
          1,
        ],
        "shingles": [
          184361674,
        ],
        "terms": [
          3305589243,
          3737152260,
          2441432821,
          2110077868,
          3243500093,
          925136487,
          3828548456,
        ],
      }
    `);
  });
});
