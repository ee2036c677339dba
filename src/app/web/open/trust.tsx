import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'

const hurried: readonly Text[] = [
  [
    '票数谁都可以用自己的电脑重算一遍：算错、漏票、改面积，核验会指出是哪个文件、哪一处。',
    'Anyone can reckon the totals again on a computer of their own: a wrong sum, a missing ballot, a changed area is found and named.',
  ],
  [
    '投票时您会拿到选票编号和回执：截止后在公开记录里找得到，才算真的收下；找不到，凭回执就能证明。',
    'You get a tracker and a receipt: your ballot has to be on the public record, and if it is not, the receipt proves it.',
  ],
  [
    '有三件事靠技术解决不了：有人逼您投、人太少猜得出、名册本身写错。请看下面。',
    'Three things no technique solves: someone who forces you, too few voters to hide among, and a roll that is wrong itself. See below.',
  ],
]

interface Guarantee {
  readonly what: Text
  readonly whom: Text
  readonly otherwise: Text
}

const guarantees: readonly Guarantee[] = [
  {
    what: ['票数是对的', 'The totals are right'],
    whom: ['不用相信任何人', 'Nobody has to be trusted'],
    otherwise: ['算错的结果通不过核验', 'A wrong total fails the verification'],
  },
  {
    what: ['您的票没有被丢掉', 'Your ballot was not dropped'],
    whom: [
      '服务器，或者一位留着回执的业主，或者一位见证人',
      'The server, or one owner who kept a receipt, or one witness',
    ],
    otherwise: ['回执指着的那一条不见了，谁都能看出来', 'What the receipt points at is missing, provably'],
  },
  {
    what: ['大家看到的是同一份记录', 'Everyone sees the same record'],
    whom: ['一位见证人，或者区块链', 'One witness, or the chain'],
    otherwise: ['两份不同的签名存证点，就是作假的证据', 'Two signed checkpoints that differ are proof of fraud'],
  },
  {
    what: ['没人冒您的名投票', 'Nobody votes in your name'],
    whom: ['您的手机；用密封信的，还有打印和送信的人', 'Your phone; with a letter, whoever printed and carried it'],
    otherwise: [
      '用信投的票在名册上有标记，票收到时会告诉您',
      'Letters are marked on the roll; you see that a ballot came in',
    ],
  },
  {
    what: ['无记名时没人知道您选了什么', 'In a secret vote nobody knows your choice'],
    whom: [
      '足够多的受托人不串通，或保管服务器钥匙的人不参与；还有您的手机；业主够多',
      'Enough trustees who do not conspire, or the keeper of the server’s key; your phone; enough voters',
    ],
    otherwise: [
      '达到人数的受托人同掌握服务器钥匙的人合谋，就能看到每张票',
      'If enough trustees conspire with whoever holds the server’s key, they read every ballot',
    ],
  },
  {
    what: ['纸质票没有被改', 'Papers are not altered'],
    whom: ['两名经办人和扫描件', 'Two clerks and the scan'],
    otherwise: ['实名表决在附件里看得到自己那一张', 'In a named vote you find your own in the annex'],
  },
  {
    what: ['结果按时出来', 'The result comes in time'],
    whom: ['规定人数的受托人和服务器', 'The set number of trustees, and the server'],
    otherwise: [
      '三人中丢一把钥匙没关系；服务器的钥匙另有一份封存',
      'One key of three may be lost; the server’s is kept sealed as well',
    ],
  },
]

const unsolved: readonly { readonly name: Text; readonly says: Text }[] = [
  {
    name: ['有人逼您、买您的票', 'Coercion and bought votes'],
    says: [
      '谁拿着您的手机看着您投，谁就知道您投了什么；您愿意的话，也能证明给别人看。我们挡不住。规则允许改投的，您事后可以自己重投一次，以最后一次为准。被逼请拨 110 或告诉居委会。',
      'Who watches you vote knows your vote, and you can prove it to whom you want. We cannot prevent it. Where the rules allow, vote again later: the last ballot counts. If you are forced, call 110 or tell your residents’ committee.',
    ],
  },
  {
    name: ['人太少', 'Small groups'],
    says: [
      '票数同时按面积和按人数公布。业主很少，或者您家面积与众不同，别人用加减法就可能推出您的票。发公告前系统会先算一遍并提醒召集人改用实名或扩大范围；提醒了仍可能有人坚持。',
      'Totals are told by area and by heads. If owners are few or your area is unlike others, arithmetic may give your vote away. The system reckons this before the notice and warns the convener, who may go on all the same.',
    ],
  },
  {
    name: ['名册写错', 'A wrong roll'],
    says: [
      '谁是业主、面积多少，以房管登记为准。登记如果造假，密码学看不出来。所以名册先公开 15 天：请核对自己的那一行，也看总人数和总面积对不对。冻结以后，名册的指纹写进每一张选票，谁也换不掉。',
      'Who owns what is what the property registry says. If the registry lies, cryptography does not see it. So the roll is open to objection for 15 days: check your entry and the totals. After the freeze its hash is in every ballot, and nobody can exchange it.',
    ],
  },
  {
    name: ['投票页面被人做了手脚', 'A forged voting page'],
    says: [
      '坏掉的页面可能改您的选择。所以投出前可以“先查验”：用另一台设备验这张票里装的是不是您选的。查验的人越多，越做不了假。',
      'A bad page could change your choice. So before you cast you may audit the ballot on a second device. The more people do, the sooner a forgery is found.',
    ],
  },
  {
    name: ['谁投过票', 'Who voted'],
    says: [
      '谁参加了、几点参加的，服务器知道；公开记录里按业主编号也看得出谁参加了，但没有姓名。',
      'The server knows who took part and when; the public record shows it by owner number, without names.',
    ],
  },
  {
    name: ['很多年以后', 'Many years from now'],
    says: [
      '将来的量子计算机可能解开今天的密码。公开记录里没有姓名，但这一点请您知道。',
      'A quantum computer may one day open what is encrypted today. The record holds no names, but you should know.',
    ],
  },
]

/** The threat model as owners need it. */
export function Trust() {
  const text = useText()
  return (
    <main>
      <h1>{text(['凭什么相信这次表决', 'Why trust this vote'])}</h1>
      <section>
        <h2>{text(['只有一分钟，看这三句', 'Three sentences, if you have a minute'])}</h2>
        <ol className="hurried">
          {hurried.map((sentence) => (
            <li key={sentence[1]}>{text(sentence)}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{text(['有保证的，和靠谁保证', 'What is guaranteed, and by whom'])}</h2>
        {guarantees.map(({ what, whom, otherwise }) => (
          <dl className="guarantee" key={what[1]}>
            <dt>{text(what)}</dt>
            <dd>
              <span>{text(['靠谁', 'By'])}</span> {text(whom)}
            </dd>
            <dd>
              <span>{text(['不然', 'Otherwise'])}</span> {text(otherwise)}
            </dd>
          </dl>
        ))}
      </section>
      <section>
        <h2>{text(['没有解决的', 'What is not solved'])}</h2>
        {unsolved.map(({ name, says }) => (
          <article className="unsolved" key={name[1]}>
            <h3>{text(name)}</h3>
            <p>{text(says)}</p>
          </article>
        ))}
      </section>
      <section>
        <h2>{text(['您可以做的', 'What you can do'])}</h2>
        <ul className="plain-list">
          <li>
            {text([
              '公告期里核对名册上自己的面积，有错就提异议。',
              'Check your area on the roll while the notice is up; object if it is wrong.',
            ])}
          </li>
          <li>
            {text([
              '投出前查验一张票；投出后留好编号和回执。',
              'Audit a ballot before you cast; keep tracker and receipt after.',
            ])}
          </li>
          <li>
            {text(['截止后在公开记录里找自己的票，再', 'After the close find your ballot on the record, and '])}
            <Link to="/open/verify">{text(['自己核验一遍', 'verify it all yourself'])}</Link>
            {text(['。', '.'])}
          </li>
        </ul>
      </section>
      <p className="small">
        {text([
          '这套办法按公开的 Belenios 规范实现；部分密钥推导办法尚未经密码学家审查，浏览器中的计算也不防范同一台设备上的窥测。无记名、改投、公开带面积的名册在您的小区是否合规，请问律师。',
          'This follows the published specification of Belenios. Part of its key derivation has not been reviewed by a cryptographer yet, and the reckoning in a browser is not hardened against spying from the same device. Whether a secret vote, a second ballot or a roll with areas is lawful for your matter: ask a lawyer.',
        ])}
      </p>
    </main>
  )
}
