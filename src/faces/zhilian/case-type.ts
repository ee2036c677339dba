import { always, and, choice, is, known, text } from '#model'
import { defineCaseType, limit, workDays, workHours } from '#engines/cases/shared'
import { byConvention, centreLimits } from '../centre-limits.ts'
import { measures } from './measures.ts'
import { sample } from './sample.ts'

const historic = is('answers.kind', 'historic_building')
const property = is('answers.kind', 'property')

export const zhilian = defineCaseType({
  id: 'zhilian',
  label: ['智联普陀', 'Zhilian Putuo'],
  summary: [
    '区平台推送的历史建筑和物业管理案件：处置并回复。',
    'Historic-building and property cases from the district platform: handle and answer.',
  ],
  serves: ['A9'],
  sources: ['district'],
  categories: ['local:m:56001', 'local:m:56002', 'local:m:56003', 'local:m:54001', 'local:m:54002', 'local:m:54003'],
  public: false,
  form: {
    kind: choice(['案件类别', 'Kind'], {
      historic_building: ['历史文化建筑', 'Historic building'],
      property: ['物业管理', 'Property management'],
    }),
    building: text(['建筑名称', 'Building'], { max: 60, optional: true }),
  },
  feedbackForm: {
    notified: text(['已通知单位', 'Who was notified'], {
      max: 60,
      optional: true,
      phrases: ['区房管局', '物业服务企业', '业主委员会', '管理使用单位'],
    }),
  },
  // The district platform takes a written reply, which is the answer.
  steps: { contact: false, answer: true, visit: false },
  proof: 'none',
  children: 'lead',
  rework: 'HALF',
  limits: [
    ...centreLimits,
    limit('historic', 'dispose', workHours(8), { when: historic, ...byConvention }),
    limit('usual', 'dispose', workDays(5), byConvention),
  ],
  routing: [
    {
      id: 'historic',
      label: ['历史建筑：房管所联络组，居委会协同', 'Historic buildings: housing liaison with committee'],
      when: historic,
      to: { unit: 'housing' },
      assist: [{ unitOf: 'committee' }],
      matches: { answers: { kind: 'historic_building' } },
      misses: { answers: { kind: 'property' } },
    },
    {
      id: 'property',
      label: ['物业管理：所在小区物业', 'Property management: the estate manager'],
      when: and(property, known('committee')),
      to: { unitOf: 'property' },
      assist: [{ unitOf: 'committee' }],
      matches: { committee: '310107015001', answers: { kind: 'property' } },
      misses: { committee: null, answers: { kind: 'property' } },
    },
    {
      id: 'rest',
      label: ['其余：管理办', 'The rest: management office'],
      when: always,
      to: { unit: 'management' },
      matches: { answers: { kind: 'property' } },
    },
  ],
  texts: [
    {
      id: 'secured',
      label: ['已处置', 'Handled'],
      use: 'answer',
      body: '{number}“{title}”：已到{place}现场处置，设置警示并通知管理使用单位修缮。',
    },
    {
      id: 'rectified',
      label: ['物业已整改', 'Rectified'],
      use: 'answer',
      body: '{number}“{title}”：已约谈物业服务企业，{place}问题整改完毕。',
    },
    {
      id: 'reported',
      label: ['已上报', 'Passed on'],
      use: 'answer',
      body: '{number}“{title}”：涉及修缮审批，已报区房管局，街道做好日常巡查。',
    },
    {
      id: 'outside',
      label: ['不在辖区', 'Not ours'],
      use: 'reject',
      body: '“{title}”所在地点不在本街道辖区，退回区平台。',
    },
  ],
  measures,
  sample,
})
