import { createPortal } from 'react-dom'
import { credentialKinds, credentialRefusals, credentials, type OfferSheet as Sheet } from '#engines/credentials/shared'
import { registers } from '#engines/registers/shared'
import { Button, Problem, useCommand, useText, When } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { QrCode } from '#ui/qr-code'
import { SideSheet } from '#ui/side-sheet'
import { minuteOf } from './credential-words.ts'
import './offer-sheet.css'

/** Handed over: the code to scan, on the screen or on paper; the PIN is said, and never printed with it. */
export function OfferSheet({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const text = useText()
  const withdraw = useCommand(credentials.withdrawOffer)
  const paper = <OfferPaper sheet={sheet} />
  return (
    <SideSheet title={['领取凭证', 'Fetch the credential']} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          <p className="offer-pin">
            <span>{text(['口头告知本人的六位数字', 'Six digits, to be said to the owner'])}</span>
            <strong aria-label={sheet.pin.split('').join(' ')}>{sheet.pin.replace(/(\d{3})/, '$1 ')}</strong>
            <span className="note">
              {text([
                '只显示这一次，不随单打印。连错五次作废，',
                'Shown once, not printed. Void after five wrong tries,',
              ])}
              {text(['有效至 ', ' good until '])}
              <When at={sheet.until} />
            </span>
          </p>
          {paper}
          {createPortal(<div className="offer-print">{paper}</div>, document.body)}
          {withdraw.isError && <Problem error={withdraw.error} refusals={credentialRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button tone="main" onClick={() => window.print()}>
            {text(['打印', 'Print'])}
          </Button>
          <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ id: sheet.id }, { onSuccess: onClose })}>
            {text(['作废', 'Withdraw'])}
          </Button>
        </footer>
      </div>
    </SideSheet>
  )
}

/** Large, for old eyes: what to do, in four steps, and whom to call. The name is not on it, for paper gets lost. */
function OfferPaper({ sheet }: { sheet: Sheet }) {
  const text = useText()
  const street = useStreet()
  const known = useOperation(registers.streets, {}, { staleTime: 600_000 }).data?.items.find(
    (each) => each.code === street,
  )
  return (
    <section className="offer-paper" aria-label={text(['领取单', 'Slip'])}>
      <header>
        <h3>
          {text(credentialKinds[sheet.kind].label)}
          {text(['领取单', ' · slip'])}
        </h3>
        <p>
          {[known && text(known.name), sheet.compoundName, sheet.ownerNo && `${text(['编号', 'No.'])} ${sheet.ownerNo}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <QrCode text={sheet.link} label={text(['领取凭证的二维码', 'QR code to fetch the credential'])} />
      <p className="offer-code" aria-label={text(['领取码', 'Code'])}>
        {sheet.code}
      </p>
      <ol>
        <li>
          {text(['用自己的手机扫上面的图；扫不了就打开', 'Scan it with your own phone, or open'])}{' '}
          <span>{sheet.link.split('#')[0]}</span>
          {text(['，输入领取码。', ' and enter the code.'])}
        </li>
        <li>{text(['输入窗口告诉您的六位数字。', 'Enter the six digits that you were told.'])}</li>
        <li>
          {text([
            '凭证只存在这部手机里。投票时才用，每次都会先问您给谁看什么。',
            'It stays in this phone. It is used to vote, and asks each time what may be shown to whom.',
          ])}
        </li>
        <li>{text(['手机丢了，带身份证到窗口换发。', 'If the phone is lost, come with your identity card.'])}</li>
      </ol>
      <p>
        {text([`${minuteOf(sheet.until)} 前领取，只能用一次。`, `To be fetched by ${minuteOf(sheet.until)}, once.`])}
        {known?.phone && (
          <>
            {' '}
            {text(['不会用？打电话', 'Need help? Call'])} <strong>{known.phone}</strong>
          </>
        )}
      </p>
    </section>
  )
}
