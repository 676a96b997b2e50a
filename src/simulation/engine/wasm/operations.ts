const SIMD = 0xfd;

function simd(code: number): readonly number[] {
  return code < 0x80 ? [SIMD, code] : [SIMD, (code & 0x7f) | 0x80, code >> 7];
}

/** The instructions that generated code uses, as in the WebAssembly specification 2.0, section 5.4. */
export const OPERATIONS = {
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],
  'i32.lt_u': [0x49],
  'i32.eqz': [0x45],
  'i32.wrap_i64': [0xa7],
  'i8x16.shuffle': simd(0x0d),
  'i32x4.splat': simd(0x11),
  'i32x4.add': simd(0xae),
  'i32x4.mul': simd(0xb5),
  'i32x4.shr_u': simd(0xad),
  'i64x2.splat': simd(0x12),
  'i64x2.extract_lane': simd(0x1d),
  'i64x2.shl': simd(0xcb),
  'i64x2.shr_u': simd(0xcd),
  'i64x2.add': simd(0xce),
  'i64x2.sub': simd(0xd1),
  'i64x2.all_true': simd(0xc3),
  'i64x2.bitmask': simd(0xc4),
  'i64x2.extmul_low_i32x4_u': simd(0xde),
  'i64x2.extmul_high_i32x4_u': simd(0xdf),
  'v128.not': simd(0x4d),
  'v128.and': simd(0x4e),
  'v128.or': simd(0x50),
  'v128.xor': simd(0x51),
  'v128.bitselect': simd(0x52),
  'v128.any_true': simd(0x53),
  'f64x2.splat': simd(0x14),
  'f64x2.eq': simd(0x47),
  'f64x2.lt': simd(0x49),
  'f64x2.le': simd(0x4b),
  'f64x2.ceil': simd(0x74),
  'f64x2.floor': simd(0x75),
  'f64x2.abs': simd(0xec),
  'f64x2.neg': simd(0xed),
  'f64x2.sqrt': simd(0xef),
  'f64x2.add': simd(0xf0),
  'f64x2.sub': simd(0xf1),
  'f64x2.mul': simd(0xf2),
  'f64x2.div': simd(0xf3),
  'f64x2.min': simd(0xf4),
  'f64x2.max': simd(0xf5),
  'f64x2.pmin': simd(0xf6),
  'f64x2.pmax': simd(0xf7),
  'f64x2.convert_low_i32x4_s': simd(0xfe),
  'i32.load': [0x28],
  'i32.store': [0x36],
  'v128.load': simd(0x00),
  'v128.load64_splat': simd(0x0a),
  'v128.load64_lane': simd(0x57),
  'v128.store': simd(0x0b),
  'v128.store64_lane': simd(0x5b),
  'v128.const': simd(0x0c),
} as const;

export type Operation = keyof typeof OPERATIONS;

/** The types of values. */
export const TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;

export type ValueType = keyof typeof TYPES;
