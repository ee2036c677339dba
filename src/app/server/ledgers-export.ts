import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { OutputOf } from '#kernel/operation'
import { writeSheet } from '#platform/sheets'
import {
  perAccount,
  perform,
  sendRefusal,
  speaksEnglish,
  type HttpWorld,
  type Implementation,
} from '#platform/operations'
import { indicators } from '#engines/indicators/shared'
import { ledgers } from '#faces'
import { refusals } from './composition.ts'

/** GET /api/{street}/ledgers/{ledger}/{from}.xlsx: a sheet as it was made. */
export function ledgersExportRoutes(
  app: FastifyInstance,
  world: HttpWorld,
  implementations: readonly Implementation[],
): void {
  const read = implementations.find(({ operation }) => operation.name === indicators.ledgerSheet.name)
  if (!read) throw new Error('Nothing implements indicators.ledgerSheet.')
  app.get<{ Params: { street: string; ledger: string; from: string } }>(
    '/api/:street/ledgers/:ledger/:from.xlsx',
    { config: perAccount(world, 120) },
    async (request, reply) => {
      const { street, ledger, from } = request.params
      if (!world.streetExists(street)) return sendRefusal(request, reply, 'street_unknown', refusals)
      const actor = await world.actorOf(request, street)
      if (!actor) return sendRefusal(request, reply, 'not_signed_in', refusals)
      const outcome = await perform(world, read, { street, actor, input: { ledger, from }, address: request.ip })
      if (!outcome.ok) return sendRefusal(request, reply, outcome.error, refusals, { fields: outcome.fields })
      const sheet = outcome.value as OutputOf<typeof indicators.ledgerSheet>
      const language = speaksEnglish(request) ? 1 : 0
      const label = ledgers.find((each) => each.id === ledger)!.label[language]
      const title = `${label} ${sheet.from === sheet.to ? sheet.from : `${sheet.from}~${sheet.to}`}`
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
        )
        .header('cache-control', 'no-store')
        .send(
          Readable.from(
            writeSheet({
              name: label,
              columns: sheet.columns.map((column) => ({
                title: column.title[language],
                width: column.number ? 14 : 20,
              })),
              rows: sheet.lines.map((line) =>
                line.map((text, at) =>
                  sheet.columns[at]!.number && /^-?\d{1,15}(\.\d+)?$/.test(text)
                    ? ({ text, kind: 'number' } as const)
                    : text,
                ),
              ),
              notes: {
                name: language === 1 ? 'Notes' : '说明',
                lines: [
                  title,
                  language === 1 ? `Made ${sheet.madeAt}` : `生成时间 ${sheet.madeAt}`,
                  language === 1 ? `Counted up to ${sheet.position}` : `统计至账本位置 ${sheet.position}`,
                ],
              },
            }),
          ),
        )
    },
  )
}
