import type { ReactNode } from 'react'
import type { Text } from '#kernel/text'
import type { OwnFile } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { useNow } from '#ui/time'
import { goBack } from '../../light/route.ts'
import type { Fixing } from './fix.tsx'
import { grouped, sayCivilDay, sayHeld, sayLook, sayMinute, saySource, sayWho } from './own-words.ts'

export interface OwnPage {
  readonly street: string
  readonly file: OwnFile
  fix(what: Fixing): void
}

function Page({ street, title, children }: { street: string; title: Text; children: ReactNode }) {
  const text = useText()
  return (
    <main>
      <p className="progress">
        <button type="button" className="inline" onClick={() => goBack(`/me/${street}/mine/file`)}>
          ‹ {text(['返回', 'Back'])}
        </button>
      </p>
      <h1>{text(title)}</h1>
      {children}
    </main>
  )
}

/** One value, where it comes from, and the way to say that it is wrong. */
function Held({
  label,
  said,
  from,
  fix,
}: {
  label: Text
  said: Text
  from: readonly Text[]
  fix: (what: Fixing) => void
}) {
  const text = useText()
  return (
    <div className="held">
      <dt>{text(label)}</dt>
      <dd>
        <strong>{text(said)}</strong>
        {from.map((line) => (
          <small key={line[0]}>{text(line)}</small>
        ))}
        <button type="button" className="held-fix" onClick={() => fix({ item: label, held: said })}>
          {text(['这里不对', 'This is wrong'])}
          <span className="unseen">{text([`：${label[0]}`, `: ${label[1]}`])}</span>
        </button>
      </dd>
    </div>
  )
}

export function FieldsPage({ street, file, fix }: OwnPage) {
  const text = useText()
  const now = useNow()
  return (
    <Page street={street} title={['登记的内容', 'Your data']}>
      {grouped(file.fields).map(({ label, fields }) => (
        <section key={label[0]}>
          <h2>{text(label)}</h2>
          <dl>
            {fields.map((field) => {
              const source = saySource(field.from.source)
              const day = sayCivilDay(field.from.observedOn, now)
              return (
                <Held
                  key={field.name}
                  label={field.label}
                  said={sayHeld(field, now)}
                  from={[[`${source[0]}，${day[0]}`, `${source[1]}, ${day[1]}`]]}
                  fix={fix}
                />
              )
            })}
          </dl>
        </section>
      ))}
      <button type="button" className="big" onClick={() => fix({ item: ['登记信息', 'Registered data'], held: null })}>
        {text(['有漏登的，要补充', 'Something is missing'])}
      </button>
    </Page>
  )
}

/** From a day to a day; a tie that holds on says nothing of its end. */
function sayPeriod(from: string, to: string | null, now: Date): Text {
  const [zh, en] = sayCivilDay(from, now)
  if (to === null) return [`${zh}起`, `since ${en}`]
  const end = sayCivilDay(to, now)
  return [`${zh}至${end[0]}`, `${en} to ${end[1]}`]
}

export function HomesPage({ street, file, fix }: OwnPage) {
  const text = useText()
  const now = useNow()
  return (
    <Page street={street} title={['住处和房屋', 'Homes']}>
      {file.homes.length === 0 && <p>{text(['没有登记您的住处。', 'No home is registered for you.'])}</p>}
      <dl>
        {file.homes.map((home, index) => {
          const [source, period] = [saySource(home.source), sayPeriod(home.from, home.to, now)]
          return (
            <Held key={index} label={home.tie} said={[home.address, home.address]} from={[period, source]} fix={fix} />
          )
        })}
      </dl>
      <button type="button" className="big" onClick={() => fix({ item: ['住处', 'Home'], held: null })}>
        {text(['有漏登的，要补充', 'Something is missing'])}
      </button>
    </Page>
  )
}

export function TagsPage({ street, file, fix }: OwnPage) {
  const text = useText()
  const now = useNow()
  return (
    <Page street={street} title={['照顾和服务标签', 'Care marks']}>
      <p>
        {text([
          '社区凭这些标签知道该照顾谁、提供什么服务。',
          'By these marks the community knows whom to care for, and how.',
        ])}
      </p>
      {file.tags.length === 0 && <p>{text(['没有给您打标签。', 'There is no mark on you.'])}</p>}
      <dl>
        {file.tags.map((tag, index) => {
          const [source, period] = [saySource(tag.source), sayPeriod(tag.from, tag.to, now)]
          return (
            <Held
              key={index}
              label={['标签', 'Mark']}
              said={tag.label}
              from={[period, source]}
              fix={({ held }) => fix({ item: tag.label, held })}
            />
          )
        })}
      </dl>
    </Page>
  )
}

export function LooksPage({ street, file }: OwnPage) {
  const text = useText()
  const now = useNow()
  return (
    <Page street={street} title={['谁看过', 'Who looked']}>
      <p>
        {text([
          '看您完整的证件号、电话，或把您列入名单，都要写明用途，都记在这里。',
          'Who sees your numbers in full, or puts you on a list, must say what for. It is written down here.',
        ])}
      </p>
      {file.looks.length === 0 && <p>{text(['还没有人看过。', 'Nobody has looked.'])}</p>}
      <ol className="steps looks">
        {file.looks.map((look) => (
          <li key={`${look.at} ${look.kind} ${look.by}`}>
            <strong>{text(sayWho(look))}</strong>
            {text(sayLook(look))}
            <small>{text(sayMinute(look.at, now))}</small>
          </li>
        ))}
      </ol>
      <p>
        {text([
          '觉得不该看？请打下面的电话，街道会查到是谁。',
          'Was there no reason to look? Call the number below: we can find out who it was.',
        ])}
      </p>
    </Page>
  )
}
