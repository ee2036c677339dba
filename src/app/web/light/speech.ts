import { useEffect, useState } from 'react'

export const canSpeak = () => 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window

/** Reads the page aloud, as a person would: the words of its middle, not of its buttons above and below. */
export function useSpeech(): { speaking: boolean; toggle: () => void } {
  const [speaking, setSpeaking] = useState(false)
  useEffect(
    () => () => {
      if (canSpeak()) speechSynthesis.cancel()
    },
    [],
  )
  return {
    speaking,
    toggle() {
      if (speaking) {
        speechSynthesis.cancel()
        setSpeaking(false)
        return
      }
      const said = document.querySelector('main')?.innerText ?? ''
      const utterance = new SpeechSynthesisUtterance(said)
      utterance.lang = document.documentElement.lang === 'en' ? 'en-GB' : 'zh-CN'
      utterance.rate = 0.9
      utterance.onend = () => setSpeaking(false)
      utterance.onerror = () => setSpeaking(false)
      speechSynthesis.cancel()
      speechSynthesis.speak(utterance)
      setSpeaking(true)
    },
  }
}
