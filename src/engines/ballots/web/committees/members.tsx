import { memberPosts, type CommitteeView } from '#engines/ballots/shared'
import { Unfolded } from '#ui/act-form'
import { useText } from '#ui/text'
import { JoinForm, LeaveForm } from './member-forms.tsx'

/** Who sits on the committee, and who sat. */
export function Members({ view, mayChange }: { view: CommitteeView; mayChange: boolean }) {
  const text = useText()
  return (
    <section>
      <h2>{text([`委员 ${view.serving} / ${view.seats}`, `Members ${view.serving} of ${view.seats}`])}</h2>
      <ul className="told-list member-list">
        {view.members.map((member) => (
          <li key={member.id}>
            <div className="sheet-head">
              <strong>{member.name}</strong>
              <span>{text(memberPosts[member.post])}</span>
              <span className="note">
                {member.left
                  ? `${member.joined} – ${member.left} ${member.leftReason ?? ''}`
                  : text([`${member.joined} 起`, `since ${member.joined}`])}
              </span>
              {mayChange && !member.left && (
                <Unfolded label={['离任', 'Leaves']} tone="quiet">
                  {(close) => <LeaveForm committee={view.id} member={member.id} onAway={close} />}
                </Unfolded>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="form-buttons">
          <Unfolded label={['增补委员', 'Add a member']}>
            {(close) => <JoinForm committee={view.id} onAway={close} />}
          </Unfolded>
        </div>
      )}
    </section>
  )
}
