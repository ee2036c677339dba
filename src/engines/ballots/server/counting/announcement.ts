import type { Context } from '#platform/operations'
import { shanghaiDate } from '#kernel/time'
import { matters, squareMetres, type ResultView } from '#engines/ballots/shared'
import { standingElectorate } from '../electorate.ts'
import { lawOf } from '../rules/amendments.store.ts'
import type { Vote } from '../votes.store.ts'

const inWords = (civil: string) => {
  const [year, month, date] = civil.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const day = (at: string) => inWords(shanghaiDate(new Date(at)))
const minute = (at: string) => `${day(at)}${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)}`

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function questionLine(vote: Vote, place: number): string {
  const question = vote.questions[place]!
  const number = numerals[place] ?? String(place + 1)
  if (question.kind === 'matter') return `（${number}）${question.text}（${matters[question.article].label[0]}）`
  return `（${number}）${question.text}：候选人${question.candidates.join('、')}，应选${question.seats}人。`
}

const amount = ({ area, owners }: { area: number; owners: number }) => `${owners}人、${squareMetres(area)}平方米`

function resultLines(result: ResultView): string[] {
  return result.questions.map((question, place) => {
    const answers = question.outcome.answers.map(({ label, measure }) => `${label}${amount(measure)}`).join('；')
    return `（${numerals[place] ?? place + 1}）${question.text}：${answers}。${question.conclusion[0]}`
  })
}

/** The text that is printed for each staircase, of the notice or of the result. */
export async function announcementOf({ tx, street, now }: Context, vote: Vote, result: ResultView | undefined) {
  const link = `/open/${street}/votes/${vote.id}`
  const signedBy = vote.scopeName
  const questions = vote.questions.map((_, place) => questionLine(vote, place))
  if (result) {
    return {
      heading: `关于“${vote.title}”表决结果的公告`,
      paragraphs: [
        `${vote.scopeName}全体业主：`,
        `本次表决于${minute(vote.opensAt)}至${minute(vote.closesAt)}进行。表决范围内业主${result.totals.owners}人，专有部分面积${squareMetres(result.totals.area)}平方米；线上参与${amount(result.online)}，纸质有效票${amount(result.paper)}，无效票${amount(result.paper.invalid)}。结果如下：`,
        ...resultLines(result),
        `监票人：${result.tellers.map(({ name }) => name).join('、')}。`,
        `业主对结果有异议的，可在公示期（自公布之日起${(await lawOf({ tx, street, now }, vote)).numberOf('ballots.objection.days')}日）内书面提出；认为决定侵害合法权益的，可依法请求人民法院予以撤销。全部选票（密文）、名册和计票记录公开，任何人可下载验证。`,
        ...(result.keeping.until === null ? [] : [`本次表决的资料至少保存至${inWords(result.keeping.until)}。`]),
      ],
      signedBy,
      day: day(vote.publishedAt ?? now),
      link,
    }
  }
  const { snapshot } = await standingElectorate(tx, street, vote, now)
  return {
    heading: `关于“${vote.title}”表决的公告`,
    paragraphs: [
      `${vote.scopeName}全体业主：`,
      `根据《中华人民共和国民法典》第二百七十八条，现将下列事项提请业主共同决定，表决采用${vote.mode === 'named' ? '实名' : '无记名'}方式：`,
      ...questions,
      `表决范围内业主${snapshot.owners.length}人，专有部分${snapshot.units.length}套，面积${squareMetres(snapshot.totals.area)}平方米。请业主核对本人在名册中的信息，有误的请在名册冻结前提出异议。`,
      `投票时间：${minute(vote.opensAt)}至${minute(vote.closesAt)}。业主可用手机凭证网上投票，也可使用密封信或纸质票；委托他人投票的，请在名册冻结前办妥委托。`,
      ...(vote.mode === 'secret'
        ? [
            '无记名纸质票按专有部分面积公开计票，同面积的纸质票很少时，他人可能看出业主的意见；请尽量使用手机或密封信投票。',
          ]
        : []),
    ],
    signedBy,
    day: day(vote.noticedAt ?? now),
    link,
  }
}
