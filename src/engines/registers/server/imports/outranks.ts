import { standing, type TrustRule } from '../../shared/trust.ts'

/** What an import says of everything in it. */
export interface Said {
  readonly source: string
  readonly observedOn: string
  readonly today: string
}

export const isOpen = (period: { readonly to: string | null }, today: string) => period.to === null || period.to > today

/** Where someone lives is believed like any field, by the rules of trust for `home`; who owns a home, by those for its tenure. */
export function outranks(
  tie: { readonly from: string; readonly source: string },
  { source, observedOn }: Said,
  rules: readonly TrustRule[],
  field: 'home' | 'tenure' | 'operatingPlace',
): boolean {
  const on = tie.from > observedOn ? tie.from : observedOn
  const { fields } = standing(
    [
      { id: 'a', source: tie.source, observedOn: tie.from, recordedAt: 'a', fields: { [field]: 'held' } },
      { id: 'b', source, observedOn, recordedAt: 'b', fields: { [field]: 'said' } },
    ],
    rules,
    on,
  )
  return fields[field] === 'said'
}
