import { ballots, lawOn, type LawOfDay } from '#engines/ballots/shared'
import { shanghaiDate } from '#kernel/time'
import { useOperation } from '#ui/operations'
import { serverNow } from '#ui/time'

/** What votes announced on a day, or today, are held by; until the server has told, what the program knows by itself. */
export function useLaw(on?: string): { readonly law: LawOfDay; readonly told: boolean } {
  const day = on ?? shanghaiDate(serverNow())
  const { data, isError } = useOperation(ballots.lawOfDay, { day })
  if (!data) return { law: lawOn(day), told: isError }
  const rules = new Map(data.rules.map((rule) => [rule.matter, rule]))
  const parameters = data.parameters.map(({ key, value, from, basis }) => ({ key, value, from: from ?? '', source: basis })) // prettier-ignore
  return { law: { ...lawOn(day, { rules: [], parameters }), rules }, told: true }
}
