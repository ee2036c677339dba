import type { Area, Division } from '#engines/registers/shared'
import type { AreaDraft } from './draft.ts'

export type Of<Act extends AreaDraft['act']> = Extract<AreaDraft, { act: Act }>

export interface Drafting<Draft extends AreaDraft> {
  readonly draft: Draft
  readonly area: Area
  readonly division: Division
  readonly onChange: (draft: Draft) => void
}

/** Some of a list of areas. */
export function MemberChoice({
  options,
  chosen,
  legend,
  onChange,
}: {
  options: readonly Area[]
  chosen: readonly string[]
  legend: string
  onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className="area-members">
      <legend>{legend}</legend>
      {options.map(({ code, name }) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, code] : chosen.filter((each) => each !== code))
            }
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  )
}
