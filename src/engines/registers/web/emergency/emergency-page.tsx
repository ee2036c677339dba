import { useEffect, useState } from 'react'
import { registers, type Purpose } from '#engines/registers/shared'
import { EmptyState } from '#ui'
import { useCommand } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { RegistersFrame } from '../registers-rail.tsx'
import { CallForm } from './call-form.tsx'
import { CallList } from './call-list.tsx'
import './emergency-page.css'

/** In five minutes: whom to call, with numbers, by micro grid, on paper and on phones. */
export function EmergencyPage() {
  const text = useText()
  const ask = useCommand(registers.callList)
  const [asked, setAsked] = useState<{ purpose: Purpose; note: string } | null>(null)
  usePageTitle(text(['应急名单', 'Call list']))
  // On a phone the list is below the questions.
  useEffect(() => {
    if (asked) document.getElementById('call-list')?.scrollIntoView({ block: 'start' })
  }, [asked])
  return (
    <RegistersFrame>
      <div className="emergency" data-listed={ask.data ? true : undefined}>
        <section className="emergency-ask" aria-labelledby="emergency-title">
          <h1 id="emergency-title">{text(['应急名单', 'Call list'])}</h1>
          <CallForm
            isAsking={ask.isPending}
            error={ask.error}
            onAsk={(input) => {
              ask.mutate(input, {
                onSuccess: () => setAsked({ purpose: input.purpose ?? 'emergency', note: input.note }),
              })
            }}
          />
        </section>
        <section id="call-list" className="emergency-list" aria-label={text(['名单', 'The list'])} aria-live="polite">
          {ask.data && asked ? (
            <CallList called={ask.data} {...asked} />
          ) : (
            <EmptyState title={['三个问题，一张名单', 'Three questions, one list']}>
              <p>
                {text([
                  '选人、选地方、写明事由，即可列出电话和紧急联系人，按微网格分页打印。名单只在此页显示，离开即消失。',
                  'Say whom, where and why. The list has numbers and contacts, a page for each micro grid. It is shown here only and gone when you leave.',
                ])}
              </p>
            </EmptyState>
          )}
        </section>
      </div>
    </RegistersFrame>
  )
}
