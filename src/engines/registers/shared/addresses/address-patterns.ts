import { chineseDigits } from './chinese-number.ts'

// Each pattern begins where it is asked and looks at a bounded number of characters, so that reading takes time in proportion
// to the text, whatever the text.

const num = `(?:\\d{1,6}|${chineseDigits}{1,9})`
const run = `${num}[A-Z]?(?:[-,]${num}[A-Z]?){0,3}`
const stem = '[甲乙丙丁戊]'
const sticky = (pattern: string) => new RegExp(pattern, 'yu')

/** A telephone or other long number is no part of an address. */
export const longNumber = sticky('\\d{7,}')
export const nameWithNumber = sticky('(\\d{1,2})(?=村|期|区|街坊|里|组|队|坊)')
export const sublane = sticky(`(${num}[A-Z]?) ?支(?:弄|(?=\\d))`)
export const lane = sticky(`(${num}[A-Z]?${stem}?(?:-${num})?) ?弄(${stem}(?! ?[\\d]{3}))?内?`)
export const number = sticky(
  `((?:[A-Z]-?)?${run})(${stem})? ?(?:号|#)(?!线|桥|室|房|铺)(楼(?!栋)|院|门(?!卫))?(?: ?(${stem})(?! ?(?:室|座|幢|栋|单元)))?(?: ?[附临](${num})号?)?`,
)
export const building = sticky(
  `(${num}[A-Z]?|[A-Z]\\d{0,2}|${stem}|[东西南北]) ?(?:幢|栋|座|塔)楼?|([A-Z]|[东西南北主副]) ?楼(?!梯)`,
)
export const unit = sticky(`([东西南北中])单元|(${num}[A-Z]?|[A-Z]|${stem}) ?(?:单元|门(?![面诊口市卫])|梯)`)
export const basement = sticky(
  `半?地下室|(?:地下|负|-) ?(${num}) ?(?:层|楼|F)|B(\\d)(?:层|楼|F|(?![\\dA-Z室]))|地下(?:层|楼)?`,
)
export const ground = sticky('底层|底楼|首层')
export const floor = sticky(`(${num}(?:-${num})?) ?(?:层(?!阁)|楼(?![栋梯])|F(?![A-Z\\d]))`)
export const namedRoom = sticky(
  '([东西南北前后左右中大小上下正边新统]{0,3}(?:客堂间?|亭子间|厢房|灶披间|灶头间|灶间|阁楼|晒台|汽车间|车库|过街楼|天井|披屋)' +
    '|[二三四]层阁|[东西南北]?[前后统]楼|[东西南北前后左右中大小]间|门卫室|传达室)楼?',
)
export const room = sticky(
  `((?:[A-Z]|${stem})?${num}(?:[A-Z]|${stem})?(?:[-,/][A-Z]?${num}[A-Z]?){0,3}|[A-Z]|${stem}) ?(?:号?室|号?房间?(?![产管屋])|号?铺位?|户)(?:([A-Z]|${stem})(?![\\d座楼幢栋])|(-\\d{1,2})(?![\\d层楼]))?`,
)
const unitAhead = '(?! ?(?:支?弄|号|#|幢|栋|座|单元|层|楼|室|村|期))'
export const bare = sticky(
  `((?:[A-Z]|${stem})?\\d{1,6}(?:[A-Z](?![A-Z])|${stem})?(?:[-,/][A-Z]?\\d{1,6}(?:[A-Z](?![A-Z])|${stem})?){0,3})(?![\\d])${unitAhead}`,
)
export const bareLetter = sticky(`([A-Z]|${stem})(?= |$)`)
export const bareChinese = sticky('([零〇一二三四五六七八九]{3,4})(?= |$)')
