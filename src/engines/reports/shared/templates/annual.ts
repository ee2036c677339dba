import type { ReportTemplate } from '../template.ts'
import { annualTopics } from './annual-topics.ts'

/** 工作总结和下一年工作计划, in the order in which subdistricts write it. */
export const annual: ReportTemplate = {
  id: 'annual',
  name: ['工作总结和下一年工作计划', 'Annual report and plan'],
  title: '{street}{year}年工作总结和{next}年工作计划',
  parts: [
    {
      level: 1,
      heading: '',
      section: 'lead',
      opening:
        '{year}年，在区委、区政府的坚强领导下，{street}坚持以人民为中心，统筹推进高质量发展、高品质生活和高效能治理，各项工作取得新成效。现将有关情况报告如下。',
    },
    { level: 1, heading: '一、主要工作及成效' },
    { level: 2, heading: '（一）加强党的建设，夯实基层基础', section: 'party', opening: '坚持党建引领基层治理。' },
    {
      level: 2,
      heading: '（二）优化营商环境，推动经济发展',
      section: 'economy',
      opening: '主动服务企业，稳住经济发展基本面。',
    },
    { level: 2, heading: '（三）推进城市更新，改善居住条件', section: 'renewal', opening: '有序推进民生实事工程。' },
    {
      level: 2,
      heading: '（四）深化城市治理，提升运行效能',
      section: 'governance',
      opening: '坚持一网统管，以数据支撑精细化治理。',
    },
    { level: 2, heading: '（五）兜牢民生底线，增进群众福祉', section: 'livelihood', opening: '用心办好群众身边事。' },
    { level: 2, heading: '（六）守护城市安全，建设平安社区', section: 'safety', opening: '统筹发展和安全。' },
    { level: 2, heading: '（七）加强自身建设，转变工作作风', section: 'own', opening: '持续为基层减负。' },
    { level: 1, heading: '二、存在问题', section: 'problems', opening: '对照群众期盼，工作中仍存在不足。' },
    {
      level: 1,
      heading: '三、{next}年工作思路和重点任务',
      section: 'next',
      opening: '{next}年，将坚持问题导向，抓好以下重点工作。',
    },
  ],
  topics: annualTopics,
}
