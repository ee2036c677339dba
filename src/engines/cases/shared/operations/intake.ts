import { z } from 'zod'
import { command } from '#kernel/operation'
import { cleanText, phonePattern } from '#model'
import { CaseId } from '../case.ts'
import { sources, states } from '../vocabulary.ts'
import { keysOf } from '../views.ts'
import { reason, note, caseOnly, photos, Longitude, Latitude, answers, place, Changed, ofCase } from './inputs.ts'

/** What is noticed becomes a registered case, or does not. */
export const intake = {
  create: command({
    title: ['登记案件', 'Register a case'],
    input: z.object({
      caseId: CaseId,
      type: z.string().max(60),
      source: z.enum(keysOf(sources)),
      upstreamNo: cleanText(60).min(1).nullable().default(null),
      title: cleanText(100).min(1),
      description: cleanText(4000).default(''),
      category: z.string().max(40),
      answers,
      ...place,
      callerName: cleanText(60).min(1).nullable().default(null),
      callerPhone: z.string().regex(phonePattern).nullable().default(null),
      selfDisposed: z.boolean().default(false),
      photos,
      repeatOf: CaseId.nullable().default(null),
    }),
    output: z.object({
      caseId: CaseId,
      number: z.string(),
      state: z.enum(keysOf(states)),
      followCode: z.string(),
      version: z.number(),
    }),
    errors: [
      'source_not_yours',
      'type_unknown',
      'category_unknown',
      'answers_invalid',
      'photo_needed',
      'self_disposal_excluded',
      'upstream_no_taken',
      'case_not_found',
      'attachment_not_found',
      'address_not_found',
    ],
    redact: ['callerName', 'callerPhone', 'description'],
  }),
  report: command({
    audience: 'anyone',
    title: ['随手拍上报', 'Report a problem'],
    input: z.object({
      caseId: CaseId,
      type: z.string().max(60),
      category: z.string().max(40),
      description: cleanText(2000).min(1),
      answers,
      ...place,
      callerName: cleanText(60).min(1).nullable().default(null),
      callerPhone: z.string().regex(phonePattern).nullable().default(null),
      photos,
    }),
    output: z.object({ caseId: CaseId, number: z.string(), followCode: z.string() }),
    errors: ['type_unknown', 'category_unknown', 'answers_invalid', 'attachment_not_found', 'address_not_found'],
    redact: ['callerName', 'callerPhone', 'description'],
  }),
  accept: command({ title: ['受理', 'Accept'], input: caseOnly, output: Changed, errors: ofCase }),
  reject: command({
    title: ['不予受理', 'Do not accept'],
    input: caseOnly.extend({ reason }),
    output: Changed,
    errors: ofCase,
  }),
  verify: command({
    title: ['核实', 'Verify'],
    input: caseOnly.extend({ passed: z.boolean(), note, photos }),
    output: Changed,
    errors: [...ofCase, 'attachment_not_found'],
  }),
  register: command({ title: ['立案', 'Register'], input: caseOnly, output: Changed, errors: ofCase }),
  amend: command({
    title: ['修改登记', 'Amend'],
    input: caseOnly.extend({
      title: cleanText(100).min(1).optional(),
      description: cleanText(4000).optional(),
      category: z.string().max(40).optional(),
      answers: answers.unwrap().optional(),
      addressId: place.addressId.unwrap().optional(),
      place: place.place.optional(),
      lng: Longitude.nullable().optional(),
      lat: Latitude.nullable().optional(),
    }),
    output: Changed,
    errors: [...ofCase, 'category_unknown', 'answers_invalid', 'address_not_found'],
    redact: ['description'],
  }),
  void: command({
    title: ['作废', 'Void'],
    input: caseOnly.extend({ reason }),
    output: Changed,
    errors: [...ofCase, 'needs_second_person'],
  }),
  link: command({
    title: ['关联重复', 'Link as repeat'],
    input: caseOnly.extend({ to: CaseId }),
    output: Changed,
    errors: ['case_not_found', 'already_linked', 'same_case'],
  }),
  unlink: command({
    title: ['取消关联', 'Unlink'],
    input: caseOnly,
    output: Changed,
    errors: ['case_not_found', 'not_linked'],
  }),
}
