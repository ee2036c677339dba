import type { CeremonyView } from '#engines/ballots/shared'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { OpenBackup } from './backup-form.tsx'
import type { HeldKey } from './use-trustee-key.ts'

/** The key was made, but not in this browser: a backup brings it here. */
export function RestoreKey({ view, key_ }: { view: CeremonyView; key_: HeldKey }) {
  const text = useText()
  const spare = view.trustees.length - view.threshold
  const isFrozen = view.state !== 'drafting' && view.state !== 'noticing'
  return (
    <div className="key-missing">
      <h3>{text(['这个浏览器里没有您的密钥', 'Your key is not in this browser'])}</h3>
      <p>
        {text([
          '请用生成密钥的那个浏览器，或从备份恢复：',
          'Use the browser in which it was made, or restore the backup:',
        ])}
      </p>
      <OpenBackup
        place={key_.place}
        certificate={view.sent.certificate ?? ''}
        verb={['恢复密钥', 'Restore the key']}
        onKey={(key) => void key_.keep(key).then(() => toast(text(['密钥已恢复', 'Restored'])))}
      />
      <p className="note">
        {text(
          !isFrozen
            ? [
                '密钥和备份都丢了？名册冻结前，请房管办重新生成密钥。',
                'Key and backup both lost? Before the freeze the registry can have the keys made anew.',
              ]
            : spare > 0
              ? [
                  `密钥和备份都丢了？表决不受影响：其余受托人中有 ${view.threshold} 人解密即可，请告知他们和房管办。`,
                  `Key and backup both lost? The vote is not: ${view.threshold} of the others can decrypt. Tell them and the registry.`,
                ]
              : [
                  '本次表决需要全部受托人解密，请尽一切可能找回备份。',
                  'This vote needs every trustee: do all you can to find the backup.',
                ],
        )}
      </p>
    </div>
  )
}
