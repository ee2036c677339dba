import type { AddressParts } from './address-parts.ts'

const districts = '黄浦 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 宝山 嘉定 浦东 金山 松江 青浦 奉贤 崇明'.split(' ')
const district = new RegExp(`^ ?(${districts.join('|')}|浦东新)(?:区|县)`)
const bareDistrict = new RegExp(`^ ?(${districts.join('|')}) ?(?=\\p{Script=Han}{2,9}[路街道巷村])`, 'u')
const otherCity =
  /^ ?((?:\p{Script=Han}{2,7}?(?:省|自治区) ?)?(?:\p{Script=Han}{2,7}?(?:市|自治州)(?![场南北花]) ?)?)((?:(?![小社园片])\p{Script=Han}){1,5}(?:(?<![小社园片])区|县|市))/u
const street = /^ ?(\p{Script=Han}{2,8}?街道|[^\P{Script=Han}路弄街号]{2,5}?[镇乡](?!\p{Script=Han}?路))(?:办事处)?/u
const committee = /^ ?([\p{Script=Han}\d]{2,16}?(?:居民委员会|居委会|村委会|居民区|居委))/u

const compoundEnd =
  '(?:新村|小区|花园|花苑|公寓|大厦|广场|大楼|商厦|中心|别墅|公馆|宿舍|集体户|苑|园|城|坊|庭|里|邸|府|湾|村|邨)'
const isCompound = new RegExp(`^\\p{Script=Han}{1,16}${compoundEnd}(?:[一二三四五六七八九十]{1,2}期)?$`, 'u')
const compoundThenRoad = new RegExp(
  `^(\\p{Script=Han}{2,14}?${compoundEnd}) ?(\\p{Script=Han}{2,8}(?:路|街|道|巷))`,
  'u',
)
const roadThenRest = /^(\p{Script=Han}{1,8}?(?:大道|公路|支路|路|街|道|巷))(?!坊)/u

/** Whether a text between the numbers names a compound. */
export function namesCompound(text: string): boolean {
  return isCompound.test(text)
}

type Head = { -readonly [K in keyof AddressParts]: AddressParts[K] }

/** What stands before the first number: city, district, street, committee, compound and road, and what is left. */
export function readHead(text: string): { readonly found: Head; readonly rest: string } {
  const found: Head = {}
  let left = text.trim()
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(left)
    if (!match) return undefined
    left = left.slice(match[0].length).trim()
    return match[1]
  }

  const inShanghai =
    take(/^((?:(?:上海市|上海(?![东西南北中]?[路街道弄])) ?){1,2}(?:市辖区)?|沪(?=\p{Script=Han}{1,3}区))/u) !==
    undefined
  const named = take(district)
  if (named) found.district = named === '浦东' || named === '浦东新' ? '浦东新区' : `${named}区`
  else if (!inShanghai) readOtherCity()
  if (!found.district) {
    const bare = take(bareDistrict)
    if (bare) found.district = bare === '浦东' ? '浦东新区' : `${bare}区`
  }
  found.street = take(street)
  found.committee = take(committee)
  readPlaces()
  for (const key of Object.keys(found) as (keyof Head)[]) if (found[key] === undefined) delete found[key]
  return { found, rest: left }

  function readOtherCity() {
    const match = otherCity.exec(left)
    if (!match?.[1]) return
    found.city = match[1].replaceAll(' ', '')
    found.district = match[2]
    left = left.slice(match[0].length).trim()
  }

  function readPlaces() {
    const others: string[] = []
    for (const piece of piecesOf(left)) readPiece(piece, others)
    left = others.join(' ')
  }

  function readPiece(piece: string, others: string[]) {
    const both = compoundThenRoad.exec(piece)
    if (both && !found.road && !found.compound && both[2] && both[2].length > 2) {
      found.compound = both[1]
      readPiece(piece.slice(both[0].length - both[2].length), others)
      return
    }
    const road = roadThenRest.exec(piece)?.[1]
    const after = road ? piece.slice(road.length) : ''
    // 铁路新村 is no road, 茅台路茅台花苑 is a road and a compound.
    if (road && !found.road && !/^(?:新村|小区|花园|花苑|公寓|大厦|广场|中心)$/.test(after)) {
      found.road = road
      if (after && !found.compound && namesCompound(after)) found.compound = after
      else if (after) others.push(after)
    } else if (
      !found.compound &&
      /^\p{Script=Han}/u.test(piece) &&
      (namesCompound(piece) || (!found.road && others.length === 0))
    ) {
      found.compound = piece
    } else others.push(piece)
  }
}

/** By the blanks, but a piece that is only the end of a road's name belongs to the one before (天目 中路). */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (const piece of text.split(' ').filter(Boolean)) {
    if (/^[东西南北中支一二三四]?(?:路|街|大道|支路)$/.test(piece) && pieces.length > 0)
      pieces[pieces.length - 1] += piece
    else pieces.push(piece)
  }
  return pieces
}
