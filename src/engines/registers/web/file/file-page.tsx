import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { registerRefusals, registers, type EntryId } from '#engines/registers/shared'
import { Button, Problem, Waiting } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { useRegisters } from '../registers-context.ts'
import { useFileSlots } from '../file-slots.ts'
import { useToday } from '../use-today.ts'
import { Elevation } from './elevation.tsx'
import { EnterpriseFlags } from './enterprise-flags.tsx'
import { FieldsSection } from './fields-section.tsx'
import { FileHead } from './file-head.tsx'
import { HouseholdPicture } from './household-picture.tsx'
import { MergesSection } from './merges-section.tsx'
import { PartsSection } from './parts-section.tsx'
import { StatementsSection } from './statements-section.tsx'
import { TagsSection } from './tags-section.tsx'
import { TiesSection } from './ties-section.tsx'
import { TitleSection } from './title-section.tsx'
import type { Shown } from './file.ts'
import './file-page.css'

/** What this kind of thing shows besides its fields. */
function Arrangement({ file, day, isPast }: Shown) {
  switch (file.entry.register) {
    case 'person':
      return <HouseholdPicture file={file} day={day} isPast={isPast} />
    case 'home':
      return (
        <>
          <HouseholdPicture file={file} day={day} isPast={isPast} />
          <TitleSection file={file} day={day} isPast={isPast} />
        </>
      )
    case 'staircase':
    case 'building':
      return <Elevation file={file} day={day} isPast={isPast} />
    case 'enterprise':
      return <EnterpriseFlags file={file} day={day} isPast={isPast} />
    default:
      return null
  }
}

export function FilePage() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const { id = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const today = useToday()
  const on = params.get('on')
  const asked = on && /^\d{4}-\d{2}-\d{2}$/.test(on) && on !== today ? on : null
  const { data, isError, error, refetch } = useOperation(registers.entry, {
    id: id as EntryId,
    ...(asked && { on: asked }),
  })
  const { CasesAt } = useFileSlots()
  const known = useRegisters().registers
  // The file before stands in while another is fetched; it is not the one asked for.
  const file = data?.entry.id === id || data?.merges.some((merge) => merge.loser.id === id) ? data : undefined
  const title = file?.entry.title
  usePageTitle(title)
  const back = `/desk/${street}/registers/${file?.entry.register ?? ''}`
  // Opened by its address there is nothing of ours to go back to.
  useHotkeys({ Escape: () => void (window.history.state?.idx > 0 ? navigate(-1) : navigate(back)) })

  if (isError && !file)
    return (
      <div className="page">
        <Problem
          error={error}
          refusals={{ ...registerRefusals, invalid_input: registerRefusals.entry_not_found }}
          isBrief
        >
          <div className="form-buttons">
            <Button onClick={() => void refetch()}>{text(['再试一次', 'Try again'])}</Button>
            <Link className="button" to={`/desk/${street}/registers`}>
              {text(['回到名册', 'Back to the registers'])}
            </Link>
          </div>
        </Problem>
      </div>
    )
  if (!file) return <Waiting what={['正在打开档案…', 'Opening the file…']} />
  const shown: Shown = { file, day: asked ?? today, isPast: asked !== null }
  const place = file.entry.place
  return (
    <article className="file">
      <FileHead
        {...shown}
        onDay={(day) => setParams(day && day !== today ? { on: day } : {}, { replace: true })}
        register={known[file.entry.register]}
      />
      <div className="file-columns" key={file.entry.id}>
        <div className="file-main">
          <Arrangement {...shown} />
          <FieldsSection {...shown} register={known[file.entry.register]} />
        </div>
        <div className="file-side">
          {file.entry.register === 'person' && <TagsSection {...shown} />}
          <TiesSection {...shown} />
          <PartsSection {...shown} />
          {CasesAt && place && <CasesAt place={place} />}
        </div>
        <div className="file-record">
          <StatementsSection {...shown} register={known[file.entry.register]} />
          <MergesSection {...shown} />
        </div>
      </div>
    </article>
  )
}
