import type { Figure } from '../figures.ts'
import { trimmedLead } from '../labels.ts'

/** Of what several there are side by side: 第二批, 上半年, 北片区. What differs in them is not the same thing. */
const qualifiers = [
  /^第?(?<which>[一二三四五六七八九十]+)(?<rest>\p{Script=Han}.*)/u,
  /^(?<which>[上下])(?<rest>(?:半年|阶段|旬).*)/u,
  /^(?<which>[东西南北中])(?<rest>(?:片|部|区|侧|块|门|线).*)/u,
]
/** 长寿路街道, 一居委: no words of doing before what only ends like a place. */
const place =
  /^(?!开展|组织|完成|推进|推动|走访|服务|新建|建设|建成|改造|打造|整治|覆盖|惠及|涉及|深入|发动|动员|指导|举办|实施|创建|成立|培育|排查|整改|联合|全|各|本|该|我)(?<which>\p{Script=Han}{1,10}?)(?<rest>(?:街道|社区|居委|居民区|片区|镇|区).*)/u

interface Qualified {
  readonly which: string
  readonly rest: string
}

function qualifiedBy(pattern: RegExp, { lead }: Figure): Qualified | undefined {
  return pattern.exec(trimmedLead(lead))?.groups as Qualified | undefined
}

/** 曹杨 is 曹杨新村, said shorter. */
function shortens(short: string, long: string): boolean {
  let at = 0
  for (const letter of long) if (letter === short[at]) at += 1
  return at === short.length
}

/** Two figures whose words are alike but for which of several they are of. */
export function areContrasted(a: Figure, b: Figure): boolean {
  const [one, other] = [qualifiedBy(place, a), qualifiedBy(place, b)]
  if (one && other && one.rest.slice(0, 3) === other.rest.slice(0, 3))
    if (!shortens(one.which, other.which) && !shortens(other.which, one.which)) return true
  return qualifiers.some((pattern) => {
    const [first, second] = [qualifiedBy(pattern, a), qualifiedBy(pattern, b)]
    return first && second && first.which !== second.which && first.rest[0] === second.rest[0]
  })
}
