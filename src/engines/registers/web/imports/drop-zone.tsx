import { useEffect, useId, useRef, useState } from 'react'
import { useText } from '#ui/text'
import { sayBytes } from './import-words.ts'

interface Given {
  readonly file: File | null
  readonly onFile: (file: File) => void
}

/** Where a workbook is dropped, or chosen by a press or by the keyboard. */
export function DropZone({ file, onFile }: Given) {
  const text = useText()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const take = useRef(onFile)
  useEffect(() => {
    take.current = onFile
  })
  // The whole window: beside the box a browser would open the dropped file in place of the page.
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      const [dropped] = event.dataTransfer?.files ?? []
      setOver(false)
      if (!dropped) return
      event.preventDefault()
      take.current(dropped)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return (
    <div className="drop-zone" data-over={isOver || undefined} data-full={file !== null || undefined}>
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv,.txt,.xlsm"
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          if (chosen) onFile(chosen)
          event.target.value = ''
        }}
      />
      <label htmlFor={id}>
        {file ? (
          <>
            <strong>{file.name}</strong> <span className="note">{sayBytes(file.size)}</span>
            <span className="note drop-zone-other">{text(['换一个文件', 'Another file'])}</span>
          </>
        ) : (
          <>
            <strong>{text(['把 Excel 或 CSV 拖到这里', 'Drop an Excel or CSV file here'])}</strong>
            <span className="note drop-zone-other">
              {text(['或点此选择文件，不用整理格式', 'or press to choose one; no need to tidy it'])}
            </span>
          </>
        )}
      </label>
    </div>
  )
}
