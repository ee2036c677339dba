import { useMemo } from 'react'
import type { BookView } from '#engines/indicators/shared'
import { TrendChart } from '#ui/chart'
import { useText } from '#ui/text'
import { PictureOrTable } from '../parts/picture-or-table.tsx'

const nothing = () => {}

/** Planned against reached, month by month. */
export function CourseSection({ course, label }: { course: BookView['course']; label: string }) {
  const text = useText()
  const given = useMemo(() => {
    const number = (said: string | null) => (said === null ? null : Number(said))
    return {
      steps: course.map(({ on }) => text([`${Number(on.slice(5, 7))} 月 ${Number(on.slice(8))} 日`, on.slice(5)])),
      line: { name: text(['实际完成率', 'Reached']), values: course.map(({ rate }) => number(rate)) },
      target: { name: text(['应达进度', 'Planned']), values: course.map(({ planned }) => number(planned)) },
    }
  }, [course, text])
  return (
    <PictureOrTable
      picture={<TrendChart label={label} {...given} unit="%" most={100} onStep={nothing} />}
      table={
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(['截至', 'By'])}</th>
              <th scope="col" data-align="end">
                {text(['应达进度 %', 'Planned %'])}
              </th>
              <th scope="col" data-align="end">
                {text(['实际完成率 %', 'Reached %'])}
              </th>
            </tr>
          </thead>
          <tbody>
            {course.map(({ on, planned, rate }) => (
              <tr key={on}>
                <th scope="row">{on}</th>
                <td data-align="end">{planned ?? '—'}</td>
                <td data-align="end">{rate ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  )
}
