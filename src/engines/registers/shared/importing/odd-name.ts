import type { Text } from '#kernel/text'

const state =
  /^(出租房?|转租|空关房?|空置房?|空房|租户|租客|承租人|房东|业主|产权人|户主|本人|家属|无人|无人居住|不在家?|敲门无人|拒访|拒绝|未入户|搬走|已搬走?|搬迁|动迁|拆迁|群租|办公|仓库|商铺|店铺|外来人员|不详|不明|未知|待补|待定|待查|无名|保密|暂无|不愿提供)$/

/** Why what stands for the name of a person is none; null where it may be one. */
export function oddName(written: string): Text | null {
  const name = written.normalize('NFKC').trim()
  if (state.test(name)) return ['不是人名', 'Not the name of a person']
  if (/[*×?]|某|(?:^|\p{Script=Han})x{1,3}$/iu.test(name))
    return ['姓名不完整，请填全名', 'Part of the name is hidden: write it in full']
  if (/\p{Script=Han}等(?:[\d一二三四五六七八九十两几多]*[人户名口位])?$/u.test(name))
    return ['还有未写明的人，请逐一填写', 'There are others who are not named: name each']
  if (/[\d%]/.test(name)) return ['姓名中有数字，请核对', 'There are digits in the name']
  return null
}
