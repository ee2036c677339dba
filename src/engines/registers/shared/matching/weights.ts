// Weights of evidence in bits: log2 of (how often it is seen on two statements of one person ÷ how often on statements
// of two persons), after Fellegi and Sunter, A Theory for Record Linkage, 1969. Set 2026-11-21.
//
// How often a thing agrees by chance is counted: births of one street spread over some 80 years, phones and homes over
// some 60,000 households, names by nameBits. How often lists are wrong about one person is published nowhere: it was set
// by hand and tuned on invented worlds (bench/matching.ts; seeds 1 to 3 for tuning, others for the report). Once a street
// has judged a thousand pairs of its queue, it should be counted from those.

export const weights = {
  /** One of 150,000 people of a street is meant: log2(1 / 150,000). */
  prior: -17,
  /** At or above it (odds of 1,000 to 1) two are one without a person looking, if nothing forbids it. */
  same: 10,
  /** At or above it a person is asked. Odds of 1 to 2: each question is worth asking at this rate of finds. */
  doubtful: -1,
  name: {
    /** More than 16 bits no name gives: those that parents choose in one year and place are alike. */
    most: 16,
    swapped: -1,
    homophone: -4,
    shape: -4,
    /** Brothers and sisters share a surname and often a character: what is left when one character differs is little. */
    typo: -7,
    missing: -7,
    nickname: 4,
    surname: -6,
    different: -14,
  },
  birth: {
    equal: 13,
    swapped: 9,
    digit: 7,
    /** An old person gives the date of the lunar calendar, three to seven weeks lower in number. */
    lunar: 6,
    month: 8,
    year: 5,
    /** Nominal age counts a year or two more, so a year computed from it is off by that. */
    nominal: 1,
    different: -9,
  },
  sex: { equal: 1, different: -6 },
  /** With the same name: a second person so named has this phone or home by chance only. */
  sameName: { mobile: 12, landline: 8, equal: 10, building: 7 },
  /** With a name that is only alike: families share phones, homes and parts of names. */
  likeName: { mobile: 8, landline: 3, equal: 5, building: 2 },
  /** Phones change and people move. */
  apart: { phone: -1, address: -1 },
  document: {
    /** Certain by itself; the number only puts it above every sum of the others. */
    equal: 40,
    /** A number of a document without a check digit: officers', drivers'. */
    other: 18,
    /** A number written wrong in one place, or in two. */
    one: 18,
    two: 10,
    far: -3,
    /** Both hold by their check digits and differ. */
    conflict: -14,
  },
  kin: { shared: 4, isKin: -10 },
  enterprise: {
    uscc: 40,
    usccConflict: -20,
    /** Full names are unique with the authority that registers them (企业名称登记管理规定). */
    fullName: 27,
    signName: 12,
    core: 12,
    typo: 8,
    unlike: -14,
    address: 7,
    phone: 8,
  },
} as const
