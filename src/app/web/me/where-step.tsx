import { useState } from 'react'
import { useText } from '#ui/text'
import { useAddressSearch } from '../light/address-search.ts'
import { AreaMap } from '../light/area-map.tsx'
import { askPosition, type Position } from '../light/position.ts'
import { isInside } from '../light/projection.ts'
import { useAsked } from '../light/asking.ts'
import { addressesAsked, areasAsked } from './operations.ts'
import type { StepProps } from './report.tsx'

/** Where: an address, the phone's own position, or a pin on the map. */
export function WhereStep({ street, draft, change, next }: StepProps) {
  const text = useText()
  const areas = useAsked(street, areasAsked, {})
  const [mapped, setMapped] = useState(false)
  const [finding, setFinding] = useState<'no' | 'yes' | 'failed'>('no')
  const found = useAddressSearch(street, addressesAsked, draft.addressId === null ? draft.place : '')

  function put(at: Position): void {
    const committee = areas.value?.committees.find((each) => isInside(at, each.ring))
    const near = committee ? `${committee.name.replace(/居委会$/, '')}附近` : ''
    const named = draft.place === '' || draft.place.endsWith('附近') ? near || draft.place : draft.place
    change({ lng: at.lng, lat: at.lat, addressId: null, place: named })
  }
  async function locate(): Promise<void> {
    setFinding('yes')
    const fix = await askPosition()
    setFinding(fix ? 'no' : 'failed')
    if (!fix) return
    put(fix)
    setMapped(true)
  }
  const pin = draft.lng !== null && draft.lat !== null ? { lng: draft.lng, lat: draft.lat } : null
  return (
    <>
      <h1>{text(['在什么地方？', 'Where is it?'])}</h1>
      <div className="form">
        <label htmlFor="place">{text(['写地址，或旁边有什么', 'The address, or what stands nearby'])}</label>
        <input
          id="place"
          value={draft.place}
          maxLength={256}
          autoComplete="off"
          onChange={(event) => change({ place: event.target.value, addressId: null })}
        />
        {found.length > 0 && (
          <ul className="offers">
            {found.map((address) => (
              <li key={address.id}>
                <button
                  type="button"
                  onClick={() =>
                    change({ addressId: address.id, place: address.text, lng: address.lng, lat: address.lat })
                  }
                >
                  {address.text}
                </button>
              </li>
            ))}
          </ul>
        )}
        <button type="button" className="big" disabled={finding === 'yes'} onClick={() => void locate()}>
          {finding === 'yes'
            ? text(['正在找您的位置……', 'Finding your position …'])
            : text(['我就在那里，用我的位置', 'I am there: use my position'])}
        </button>
        {finding === 'failed' && (
          <p className="trouble" role="alert">
            {text([
              '手机没有给出位置，请写地址或在地图上点。',
              'The phone gave no position. Write the address, or tap the map.',
            ])}
          </p>
        )}
        {!mapped && (
          <button type="button" className="big" onClick={() => setMapped(true)}>
            {text(['在地图上点', 'Show it on a map'])}
          </button>
        )}
        {mapped && areas.value && (
          <>
            <p>
              {pin
                ? text(['位置已标好。点别处可以改。', 'The place is marked. Tap elsewhere to change it.'])
                : text(['请在地图上点一下那个地方。', 'Tap the place on the map.'])}
            </p>
            <AreaMap
              areas={areas.value.committees}
              lines={areas.value.grids}
              pin={pin}
              onPick={put}
              label={['街道地图', 'Map of the subdistrict']}
            />
          </>
        )}
        <button type="button" className="big primary" disabled={draft.place.trim() === ''} onClick={next}>
          {text(['下一步', 'Next'])}
        </button>
      </div>
    </>
  )
}
