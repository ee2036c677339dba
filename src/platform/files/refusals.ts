import type { Text } from '#kernel/text'

export const largestFile = 12 * 1024 * 1024

export const fileRefusals = {
  file_missing: ['没有收到文件，请重新选择后上传。', 'No file arrived. Choose it again.'],
  file_too_large: [
    '文件超过 12 MB 或照片像素过大，请压缩后再传。',
    'The file is larger than 12 MB or has too many pixels. Send a smaller one.',
  ],
  file_type_refused: [
    '只接受 JPEG、PNG、WebP 照片和 PDF 文件。',
    'Only JPEG, PNG and WebP pictures and PDF files are accepted.',
  ],
  file_broken: [
    '文件不完整或已损坏，请重新拍摄或重新上传。',
    'The file is incomplete or damaged. Take or send it again.',
  ],
  file_unknown: ['没有这个文件，或无权查看。', 'There is no such file, or you may not see it.'],
  id_malformed: ['文件编号格式不正确，应为 UUID。', 'The id of a file must be a UUID.'],
  id_taken: ['该编号已用于另一个文件，请换一个编号。', 'This id belongs to another file already. Use another.'],
  street_unknown: ['没有这个街道，请检查网址。', 'There is no such subdistrict. Check the address.'],
} as const satisfies Record<string, Text>

export type FileError = keyof typeof fileRefusals
