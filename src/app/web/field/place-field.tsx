import { useState } from 'react'
import { registers } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { useAddressSearch } from '../light/address-search.ts'
import { isInside } from '../light/projection.ts'
import { askPosition } from '../light/position.ts'
import { useHeard, useWorking } from './asking.ts'

export interface Place {
  readonly addressId: string | null
  readonly place: string
  readonly lng: number | null
  readonly lat: number | null
}

export function PlaceField({ value, onChange }: { value: Place; onChange: (place: Place) => void }) {
  const text = useText()
  const { street } = useWorking()
  const areas = useHeard(registers.areas, {})
  const [finding, setFinding] = useState<'no' | 'yes' | 'failed'>('no')
  const found = useAddressSearch(street, registers.addresses, value.addressId === null ? value.place : '')

  async function locate(): Promise<void> {
    setFinding('yes')
    const fix = await askPosition()
    setFinding(fix ? 'no' : 'failed')
    if (!fix) return
    const grid = areas.data?.value.grids.find((each) => isInside(fix, each.ring))
    const committee = areas.data?.value.committees.find((each) => each.code === grid?.committee)
    const near = committee ? `${committee.name.replace(/居委会$/, '')}${grid?.name ?? ''}附近` : ''
    onChange({ ...value, lng: fix.lng, lat: fix.lat, place: value.place === '' ? near : value.place })
  }

  return (
    <div className="answer-field">
      <label htmlFor="place">{text(['位置', 'Place'])}</label>
      <input
        id="place"
        maxLength={256}
        value={value.place}
        placeholder={text(['路名门牌，或旁边的标志物', 'Road and number, or what stands nearby'])}
        onChange={(event) => onChange({ ...value, addressId: null, place: event.target.value })}
        autoComplete="off"
      />
      {found.length > 0 && (
        <ul className="suggestions">
          {found.map((address) => (
            <li key={address.id}>
              <button
                type="button"
                onClick={() =>
                  onChange({ addressId: address.id, place: address.text, lng: address.lng, lat: address.lat })
                }
              >
                {address.text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="button" onClick={() => void locate()} disabled={finding === 'yes'}>
        {finding === 'yes'
          ? text(['正在定位…', 'Finding…'])
          : value.lng !== null
            ? text(['已定位，重新定位', 'Located; locate again'])
            : text(['用当前位置', 'Use my position'])}
      </button>
      {finding === 'failed' && (
        <p className="quiet-text">{text(['定位不到，请写清位置。', 'No position; describe the place.'])}</p>
      )}
    </div>
  )
}
