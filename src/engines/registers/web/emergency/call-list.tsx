import type { OutputOf } from '#kernel/operation'
import { purposes, type CalledPerson, type Purpose, type registers } from '#engines/registers/shared'
import { Button, EmptyState } from '#ui'
import { useMembership } from '#ui/session'
import { useLanguage, useText } from '#ui/text'
import { exactTime } from '#ui/time'
import { shortCommittee, useAreas } from '../directory.ts'
import { useMicroGridNames } from '../micro-grids.ts'
import { sayTag } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { byMicroGrid } from './by-micro-grid.ts'

export type Called = OutputOf<typeof registers.callList>

interface Given {
  readonly called: Called
  readonly purpose: Purpose
  readonly note: string
}

/** Whom to call, one sheet of paper for each micro grid; on a phone a press on a number calls it. */
export function CallList({ called, purpose, note }: Given) {
  const text = useText()
  const language = useLanguage()
  const membership = useMembership()
  const groups = byMicroGrid(called.people)
  const microName = useMicroGridNames()
  const by = membership ? `${membership.name}${membership.post ? ` ${membership.post}` : ''}` : ''
  const at = exactTime(called.at, language)
  if (called.people.length === 0)
    return (
      <EmptyState title={['没有符合条件的人', 'Nobody matches']}>
        <p>{text(['放宽年龄、楼层或范围再列一次。', 'Widen the age, the floor or the area and list again.'])}</p>
      </EmptyState>
    )
  return (
    <div className="call-list">
      <header className="call-list-head">
        <h2>
          {text([`名单 ${called.total} 人`, `${called.total} people`])}{' '}
          <span className="quiet">{text([`${groups.length} 个微网格`, `${groups.length} micro grids`])}</span>
        </h2>
        <Button tone="main" onClick={() => window.print()}>
          {text(['打印', 'Print'])}
        </Button>
      </header>
      {called.total > called.people.length && (
        <p className="problem" role="alert">
          {text([
            `只列出前 ${called.people.length} 人，请缩小范围分次列出。`,
            `Only the first ${called.people.length} are listed. Narrow the area and list in parts.`,
          ])}
        </p>
      )}
      {groups.map((group) => (
        <section className="call-sheet" key={`${group.committee}${group.microGrid}`}>
          <SheetHead group={group} nameOf={microName} purpose={`${text(purposes[purpose])}：${note}`} at={at} by={by} />
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{text(['姓名', 'Name'])}</th>
                <th scope="col">{text(['地址', 'Address'])}</th>
                <th scope="col">{text(['电话', 'Phone'])}</th>
                <th scope="col">{text(['联系人', 'Contact'])}</th>
                <th scope="col" className="call-tick">
                  {text(['已联系', 'Reached'])}
                </th>
              </tr>
            </thead>
            <tbody>
              {group.people.map((person, index) => (
                <CalledRow key={person.id} person={person} no={index + 1} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <div className="call-watermark" aria-hidden="true">
        {Array.from({ length: 24 }, (_, index) => (
          <span key={index}>
            {by} {at}
          </span>
        ))}
      </div>
    </div>
  )
}

function SheetHead({
  group,
  nameOf,
  purpose,
  at,
  by,
}: {
  group: ReturnType<typeof byMicroGrid>[number]
  nameOf: (microGrid: string) => string
  purpose: string
  at: string
  by: string
}) {
  const text = useText()
  const { committeeName } = useAreas()
  const committee = group.committee ? shortCommittee(committeeName(group.committee)) : ''
  const name = group.microGrid === null ? text(['未落微网格', 'no micro grid']) : nameOf(group.microGrid)
  return (
    <header>
      <h3>
        {name.startsWith(committee) ? name : `${committee} ${name}`}{' '}
        <span className="quiet">{text([`${group.people.length} 人`, `${group.people.length}`])}</span>
      </h3>
      <p className="call-print">
        {purpose}
        <br />
        {text([`${at} 打印：${by}　用后销毁`, `Printed ${at} by ${by}. Destroy after use.`])}
      </p>
    </header>
  )
}

function Phones({ phones }: { phones: readonly string[] }) {
  if (phones.length === 0) return <span className="quiet">—</span>
  return phones.map((phone) => (
    <a className="call-phone" key={phone} href={`tel:${phone}`}>
      {phone}
    </a>
  ))
}

function CalledRow({ person, no }: { person: CalledPerson; no: number }) {
  const text = useText()
  const { tags, registers: known } = useRegisters()
  const sexField = known.person.fields['sex']?.field
  const sex = sexField?.kind === 'choice' && person.sex ? sexField.options[person.sex] : undefined
  const about = [
    sex && text(sex),
    person.age !== null && text([`${person.age} 岁`, `${person.age}`]),
    person.livesAlone && text(['独居', 'alone']),
    ...person.tags.filter((tag) => tag !== 'lives_alone').map((tag) => text(sayTag(tags, tag))),
  ].filter(Boolean)
  return (
    <tr>
      <td className="quiet">{no}</td>
      <td>
        <strong>{person.name}</strong>
        <span className="note call-about">{about.join(' · ')}</span>
      </td>
      <td>
        {person.address ?? '—'}
        {person.floor !== null && (
          <span className="note call-about">{text([`${person.floor} 层`, `floor ${person.floor}`])}</span>
        )}
      </td>
      <td>
        <Phones phones={person.phones} />
      </td>
      <td>
        {person.contacts.map((contact) => (
          <span className="call-contact" key={`${contact.name}${contact.phones.join()}`}>
            {contact.name}
            {contact.relation && <span className="note"> {contact.relation}</span>} <Phones phones={contact.phones} />
          </span>
        ))}
      </td>
      <td className="call-tick">
        <span className="call-box" />
      </td>
    </tr>
  )
}
