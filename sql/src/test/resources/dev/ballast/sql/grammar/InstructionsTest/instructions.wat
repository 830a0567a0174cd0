;; What the translation of WebAssembly is tested by: each instruction as a function of its own, ways
;; through blocks, and a function long enough to be cut into parts.
;; instructions.wasm is made of it: wat2wasm instructions.wat -o instructions.wasm
(module
  (type $ii_i (func (param i32 i32) (result i32)))
  (memory 1 4)
  (global $g (mut i32) (i32.const 7))
  (global $h (mut i64) (i64.const -3))
  (table 4 4 funcref)
  (elem (i32.const 1) $plus $minus)
  (data (i32.const 64) "\01\82\03\84\05\86\07\88\09\0a\8b\0c\0d\0e\0f\f0")
  (data (i32.const 101) "odd")
  (func $plus (type $ii_i) (i32.add (local.get 0) (local.get 1)))
  (func $minus (type $ii_i) (i32.sub (local.get 0) (local.get 1)))
  (func (export "i32_clz") (param i32) (result i32)
    local.get 0
    i32.clz
  )
  (func (export "i32_ctz") (param i32) (result i32)
    local.get 0
    i32.ctz
  )
  (func (export "i32_popcnt") (param i32) (result i32)
    local.get 0
    i32.popcnt
  )
  (func (export "i32_eqz") (param i32) (result i32)
    local.get 0
    i32.eqz
  )
  (func (export "i32_add") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.add
  )
  (func (export "i32_sub") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.sub
  )
  (func (export "i32_mul") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.mul
  )
  (func (export "i32_div_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.div_s
  )
  (func (export "i32_div_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.div_u
  )
  (func (export "i32_rem_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.rem_s
  )
  (func (export "i32_rem_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.rem_u
  )
  (func (export "i32_and") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.and
  )
  (func (export "i32_or") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.or
  )
  (func (export "i32_xor") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.xor
  )
  (func (export "i32_shl") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.shl
  )
  (func (export "i32_shr_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.shr_s
  )
  (func (export "i32_shr_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.shr_u
  )
  (func (export "i32_rotl") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.rotl
  )
  (func (export "i32_rotr") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.rotr
  )
  (func (export "i32_eq") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.eq
  )
  (func (export "i32_eq_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.eq
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_eq_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.eq
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_ne") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ne
  )
  (func (export "i32_ne_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.ne
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_ne_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ne
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_lt_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.lt_s
  )
  (func (export "i32_lt_s_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.lt_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_lt_s_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.lt_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_lt_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.lt_u
  )
  (func (export "i32_lt_u_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.lt_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_lt_u_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.lt_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_gt_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.gt_s
  )
  (func (export "i32_gt_s_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.gt_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_gt_s_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.gt_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_gt_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.gt_u
  )
  (func (export "i32_gt_u_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.gt_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_gt_u_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.gt_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_le_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.le_s
  )
  (func (export "i32_le_s_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.le_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_le_s_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.le_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_le_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.le_u
  )
  (func (export "i32_le_u_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.le_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_le_u_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.le_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_ge_s") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ge_s
  )
  (func (export "i32_ge_s_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.ge_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_ge_s_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ge_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_ge_u") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ge_u
  )
  (func (export "i32_ge_u_branch") (param i32 i32) (result i32)
    block
    local.get 0
    local.get 1
    i32.ge_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i32_ge_u_if_not") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.ge_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_clz") (param i64) (result i64)
    local.get 0
    i64.clz
  )
  (func (export "i64_ctz") (param i64) (result i64)
    local.get 0
    i64.ctz
  )
  (func (export "i64_popcnt") (param i64) (result i64)
    local.get 0
    i64.popcnt
  )
  (func (export "i64_eqz") (param i64) (result i32)
    local.get 0
    i64.eqz
  )
  (func (export "i64_add") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.add
  )
  (func (export "i64_sub") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.sub
  )
  (func (export "i64_mul") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.mul
  )
  (func (export "i64_div_s") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.div_s
  )
  (func (export "i64_div_u") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.div_u
  )
  (func (export "i64_rem_s") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.rem_s
  )
  (func (export "i64_rem_u") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.rem_u
  )
  (func (export "i64_and") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.and
  )
  (func (export "i64_or") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.or
  )
  (func (export "i64_xor") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.xor
  )
  (func (export "i64_shl") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.shl
  )
  (func (export "i64_shr_s") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.shr_s
  )
  (func (export "i64_shr_u") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.shr_u
  )
  (func (export "i64_rotl") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.rotl
  )
  (func (export "i64_rotr") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    i64.rotr
  )
  (func (export "i64_eq") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.eq
  )
  (func (export "i64_eq_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.eq
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_eq_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.eq
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_ne") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ne
  )
  (func (export "i64_ne_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.ne
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_ne_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ne
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_lt_s") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.lt_s
  )
  (func (export "i64_lt_s_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.lt_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_lt_s_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.lt_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_lt_u") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.lt_u
  )
  (func (export "i64_lt_u_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.lt_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_lt_u_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.lt_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_gt_s") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.gt_s
  )
  (func (export "i64_gt_s_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.gt_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_gt_s_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.gt_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_gt_u") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.gt_u
  )
  (func (export "i64_gt_u_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.gt_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_gt_u_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.gt_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_le_s") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.le_s
  )
  (func (export "i64_le_s_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.le_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_le_s_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.le_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_le_u") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.le_u
  )
  (func (export "i64_le_u_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.le_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_le_u_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.le_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_ge_s") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ge_s
  )
  (func (export "i64_ge_s_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.ge_s
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_ge_s_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ge_s
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i64_ge_u") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ge_u
  )
  (func (export "i64_ge_u_branch") (param i64 i64) (result i32)
    block
    local.get 0
    local.get 1
    i64.ge_u
    br_if 0
    i32.const 10
    return
    end
    i32.const 20
  )
  (func (export "i64_ge_u_if_not") (param i64 i64) (result i32)
    local.get 0
    local.get 1
    i64.ge_u
    i32.eqz
    if (result i32)
    i32.const 1
    else
    i32.const 2
    end
  )
  (func (export "i32_extend8_s") (param i32) (result i32)
    local.get 0
    i32.extend8_s
  )
  (func (export "i32_extend16_s") (param i32) (result i32)
    local.get 0
    i32.extend16_s
  )
  (func (export "i64_extend8_s") (param i64) (result i64)
    local.get 0
    i64.extend8_s
  )
  (func (export "i64_extend16_s") (param i64) (result i64)
    local.get 0
    i64.extend16_s
  )
  (func (export "i64_extend32_s") (param i64) (result i64)
    local.get 0
    i64.extend32_s
  )
  (func (export "f64_add") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.add
  )
  (func (export "f64_sub") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.sub
  )
  (func (export "f64_mul") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.mul
  )
  (func (export "f64_div") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.div
  )
  (func (export "f64_min") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.min
  )
  (func (export "f64_max") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    f64.max
  )
  (func (export "f64_abs") (param f64) (result f64)
    local.get 0
    f64.abs
  )
  (func (export "f64_neg") (param f64) (result f64)
    local.get 0
    f64.neg
  )
  (func (export "f64_eq") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.eq
  )
  (func (export "f32_eq") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.eq
  )
  (func (export "f64_ne") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.ne
  )
  (func (export "f32_ne") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.ne
  )
  (func (export "f64_lt") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.lt
  )
  (func (export "f32_lt") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.lt
  )
  (func (export "f64_gt") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.gt
  )
  (func (export "f32_gt") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.gt
  )
  (func (export "f64_le") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.le
  )
  (func (export "f32_le") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.le
  )
  (func (export "f64_ge") (param f64 f64) (result i32)
    local.get 0
    local.get 1
    f64.ge
  )
  (func (export "f32_ge") (param f32 f32) (result i32)
    local.get 0
    local.get 1
    f32.ge
  )
  (func (export "i32_wrap_i64") (param i64) (result i32)
    local.get 0
    i32.wrap_i64
  )
  (func (export "i64_extend_i32_s") (param i32) (result i64)
    local.get 0
    i64.extend_i32_s
  )
  (func (export "i64_extend_i32_u") (param i32) (result i64)
    local.get 0
    i64.extend_i32_u
  )
  (func (export "f64_convert_i32_s") (param i32) (result f64)
    local.get 0
    f64.convert_i32_s
  )
  (func (export "i32_trunc_sat_f64_s") (param f64) (result i32)
    local.get 0
    i32.trunc_sat_f64_s
  )
  (func (export "f64_convert_i32_u") (param i32) (result f64)
    local.get 0
    f64.convert_i32_u
  )
  (func (export "i32_trunc_sat_f64_u") (param f64) (result i32)
    local.get 0
    i32.trunc_sat_f64_u
  )
  (func (export "f64_convert_i64_s") (param i64) (result f64)
    local.get 0
    f64.convert_i64_s
  )
  (func (export "i64_trunc_sat_f64_s") (param f64) (result i64)
    local.get 0
    i64.trunc_sat_f64_s
  )
  (func (export "f64_convert_i64_u") (param i64) (result f64)
    local.get 0
    f64.convert_i64_u
  )
  (func (export "i64_trunc_sat_f64_u") (param f64) (result i64)
    local.get 0
    i64.trunc_sat_f64_u
  )
  (func (export "f64_promote_f32") (param f32) (result f64)
    local.get 0
    f64.promote_f32
  )
  (func (export "i32_reinterpret_f32") (param f32) (result i32)
    local.get 0
    i32.reinterpret_f32
  )
  (func (export "f32_reinterpret_i32") (param i32) (result f32)
    local.get 0
    f32.reinterpret_i32
  )
  (func (export "i64_reinterpret_f64") (param f64) (result i64)
    local.get 0
    i64.reinterpret_f64
  )
  (func (export "f64_reinterpret_i64") (param i64) (result f64)
    local.get 0
    f64.reinterpret_i64
  )
  (func (export "i32_load_aligned") (param i32) (result i32)
    local.get 0
    i32.const 28
    i32.and
    i32.load offset=64
  )
  (func (export "i32_load_anywhere") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load offset=61 align=1
  )
  (func (export "i32_load_constant") (result i32)
    i32.const 56
    i32.load offset=8
  )
  (func (export "i64_load_aligned") (param i32) (result i64)
    local.get 0
    i32.const 24
    i32.and
    i64.load offset=64
  )
  (func (export "i64_load_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load offset=61 align=1
  )
  (func (export "i64_load_constant") (result i64)
    i32.const 56
    i64.load offset=8
  )
  (func (export "f32_load_aligned") (param i32) (result f32)
    local.get 0
    i32.const 28
    i32.and
    f32.load offset=64
  )
  (func (export "f32_load_anywhere") (param i32) (result f32)
    local.get 0
    i32.const 31
    i32.and
    f32.load offset=61 align=1
  )
  (func (export "f32_load_constant") (result f32)
    i32.const 56
    f32.load offset=8
  )
  (func (export "f64_load_aligned") (param i32) (result f64)
    local.get 0
    i32.const 24
    i32.and
    f64.load offset=64
  )
  (func (export "f64_load_anywhere") (param i32) (result f64)
    local.get 0
    i32.const 31
    i32.and
    f64.load offset=61 align=1
  )
  (func (export "f64_load_constant") (result f64)
    i32.const 56
    f64.load offset=8
  )
  (func (export "i32_load8_s_aligned") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load8_s offset=64
  )
  (func (export "i32_load8_s_anywhere") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load8_s offset=61 align=1
  )
  (func (export "i32_load8_s_constant") (result i32)
    i32.const 56
    i32.load8_s offset=8
  )
  (func (export "i32_load8_u_aligned") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load8_u offset=64
  )
  (func (export "i32_load8_u_anywhere") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load8_u offset=61 align=1
  )
  (func (export "i32_load8_u_constant") (result i32)
    i32.const 56
    i32.load8_u offset=8
  )
  (func (export "i32_load16_s_aligned") (param i32) (result i32)
    local.get 0
    i32.const 30
    i32.and
    i32.load16_s offset=64
  )
  (func (export "i32_load16_s_anywhere") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load16_s offset=61 align=1
  )
  (func (export "i32_load16_s_constant") (result i32)
    i32.const 56
    i32.load16_s offset=8
  )
  (func (export "i32_load16_u_aligned") (param i32) (result i32)
    local.get 0
    i32.const 30
    i32.and
    i32.load16_u offset=64
  )
  (func (export "i32_load16_u_anywhere") (param i32) (result i32)
    local.get 0
    i32.const 31
    i32.and
    i32.load16_u offset=61 align=1
  )
  (func (export "i32_load16_u_constant") (result i32)
    i32.const 56
    i32.load16_u offset=8
  )
  (func (export "i64_load8_s_aligned") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load8_s offset=64
  )
  (func (export "i64_load8_s_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load8_s offset=61 align=1
  )
  (func (export "i64_load8_s_constant") (result i64)
    i32.const 56
    i64.load8_s offset=8
  )
  (func (export "i64_load8_u_aligned") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load8_u offset=64
  )
  (func (export "i64_load8_u_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load8_u offset=61 align=1
  )
  (func (export "i64_load8_u_constant") (result i64)
    i32.const 56
    i64.load8_u offset=8
  )
  (func (export "i64_load16_s_aligned") (param i32) (result i64)
    local.get 0
    i32.const 30
    i32.and
    i64.load16_s offset=64
  )
  (func (export "i64_load16_s_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load16_s offset=61 align=1
  )
  (func (export "i64_load16_s_constant") (result i64)
    i32.const 56
    i64.load16_s offset=8
  )
  (func (export "i64_load16_u_aligned") (param i32) (result i64)
    local.get 0
    i32.const 30
    i32.and
    i64.load16_u offset=64
  )
  (func (export "i64_load16_u_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load16_u offset=61 align=1
  )
  (func (export "i64_load16_u_constant") (result i64)
    i32.const 56
    i64.load16_u offset=8
  )
  (func (export "i64_load32_s_aligned") (param i32) (result i64)
    local.get 0
    i32.const 28
    i32.and
    i64.load32_s offset=64
  )
  (func (export "i64_load32_s_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load32_s offset=61 align=1
  )
  (func (export "i64_load32_s_constant") (result i64)
    i32.const 56
    i64.load32_s offset=8
  )
  (func (export "i64_load32_u_aligned") (param i32) (result i64)
    local.get 0
    i32.const 28
    i32.and
    i64.load32_u offset=64
  )
  (func (export "i64_load32_u_anywhere") (param i32) (result i64)
    local.get 0
    i32.const 31
    i32.and
    i64.load32_u offset=61 align=1
  )
  (func (export "i64_load32_u_constant") (result i64)
    i32.const 56
    i64.load32_u offset=8
  )
  (func (export "i32_store_aligned") (param i32 i32) (result i64)
    local.get 0
    i32.const 12
    i32.and
    local.get 1
    i32.store offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store_anywhere") (param i32 i32) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i32.store offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store_constant") (param i32) (result i64)
    i32.const 504
    local.get 0
    i32.store offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store_aligned") (param i32 i64) (result i64)
    local.get 0
    i32.const 8
    i32.and
    local.get 1
    i64.store offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store_anywhere") (param i32 i64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i64.store offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store_constant") (param i64) (result i64)
    i32.const 504
    local.get 0
    i64.store offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f32_store_aligned") (param i32 f32) (result i64)
    local.get 0
    i32.const 12
    i32.and
    local.get 1
    f32.store offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f32_store_anywhere") (param i32 f32) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    f32.store offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f32_store_constant") (param f32) (result i64)
    i32.const 504
    local.get 0
    f32.store offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f64_store_aligned") (param i32 f64) (result i64)
    local.get 0
    i32.const 8
    i32.and
    local.get 1
    f64.store offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f64_store_anywhere") (param i32 f64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    f64.store offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "f64_store_constant") (param f64) (result i64)
    i32.const 504
    local.get 0
    f64.store offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store8_aligned") (param i32 i32) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i32.store8 offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store8_anywhere") (param i32 i32) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i32.store8 offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store8_constant") (param i32) (result i64)
    i32.const 504
    local.get 0
    i32.store8 offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store16_aligned") (param i32 i32) (result i64)
    local.get 0
    i32.const 14
    i32.and
    local.get 1
    i32.store16 offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store16_anywhere") (param i32 i32) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i32.store16 offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i32_store16_constant") (param i32) (result i64)
    i32.const 504
    local.get 0
    i32.store16 offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store8_aligned") (param i32 i64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i64.store8 offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store8_anywhere") (param i32 i64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i64.store8 offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store8_constant") (param i64) (result i64)
    i32.const 504
    local.get 0
    i64.store8 offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store16_aligned") (param i32 i64) (result i64)
    local.get 0
    i32.const 14
    i32.and
    local.get 1
    i64.store16 offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store16_anywhere") (param i32 i64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i64.store16 offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store16_constant") (param i64) (result i64)
    i32.const 504
    local.get 0
    i64.store16 offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store32_aligned") (param i32 i64) (result i64)
    local.get 0
    i32.const 12
    i32.and
    local.get 1
    i64.store32 offset=512
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store32_anywhere") (param i32 i64) (result i64)
    local.get 0
    i32.const 15
    i32.and
    local.get 1
    i64.store32 offset=513 align=1
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "i64_store32_constant") (param i64) (result i64)
    i32.const 504
    local.get 0
    i64.store32 offset=8
    i32.const 512
    i64.load
    i32.const 520
    i64.load
    i64.add
    i32.const 528
    i64.load
    i64.xor
  )
  (func (export "copy") (param i32 i32 i32) (result i64)
    i32.const 600
    local.get 0
    i32.const 31
    i32.and
    i32.add
    i32.const 600
    local.get 1
    i32.const 31
    i32.and
    i32.add
    local.get 2
    i32.const 63
    i32.and
    memory.copy
    call $sum
  )
  (func (export "fill") (param i32 i32 i32) (result i64)
    i32.const 600
    local.get 0
    i32.const 31
    i32.and
    i32.add
    local.get 1
    local.get 2
    i32.const 127
    i32.and
    memory.fill
    i32.const 611
    i32.const 64
    i32.const 16
    memory.copy
    call $sum
  )
  (func $sum (result i64) (local i32 i64)
    i32.const 592
    local.set 0
    loop
      local.get 1
      i64.const 31
      i64.mul
      local.get 0
      i64.load8_u
      i64.add
      local.set 1
      local.get 0
      i32.const 1
      i32.add
      local.tee 0
      i32.const 760
      i32.lt_u
      br_if 0
    end
    local.get 1
  )
  (func (export "pages_grown") (result i32)
    i32.const 1
    memory.grow
    drop
    i32.const 131000
    i32.const 77
    i32.store
    i32.const 131000
    i32.load
    memory.size
    i32.add
  )
  (func (export "not_grown") (result i32)
    i32.const 1000
    memory.grow
  )
  (func (export "grown_while_storing") (param i32) (result i32)
    i32.const 700
    i32.const 1
    memory.grow
    i32.store
    i32.const 700
    i32.load
    memory.size
    i32.mul
  )
  (func (export "globals") (param i32 i64) (result i64)
    global.get $h
    local.get 1
    global.set $h
    global.get $g
    local.get 0
    global.set $g
    i64.extend_i32_s
    i64.add
    global.get $h
    i64.xor
  )
  (func (export "indirect") (param i32 i32 i32) (result i32)
    local.get 0
    local.get 1
    local.get 2
    i32.const 1
    i32.and
    i32.const 1
    i32.add
    call_indirect (type $ii_i)
  )
  (func (export "indirect_nowhere") (result i32)
    i32.const 1
    i32.const 2
    i32.const 3
    call_indirect (type $ii_i)
  )
  (func (export "select_i32") (param i32 i32 i32) (result i32)
    local.get 0
    local.get 1
    local.get 2
    select
  )
  (func (export "drop_i32") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    drop
  )
  (func (export "tee_i32") (param i32) (result i32) (local i32)
    local.get 0
    local.tee 1
    local.get 1
    drop
  )
  (func (export "fresh_local_i32") (result i32) (local i32)
    local.get 0
  )
  (func (export "select_i64") (param i64 i64 i32) (result i64)
    local.get 0
    local.get 1
    local.get 2
    select
  )
  (func (export "drop_i64") (param i64 i64) (result i64)
    local.get 0
    local.get 1
    drop
  )
  (func (export "tee_i64") (param i64) (result i64) (local i64)
    local.get 0
    local.tee 1
    local.get 1
    drop
  )
  (func (export "fresh_local_i64") (result i64) (local i64)
    local.get 0
  )
  (func (export "select_f32") (param f32 f32 i32) (result f32)
    local.get 0
    local.get 1
    local.get 2
    select
  )
  (func (export "drop_f32") (param f32 f32) (result f32)
    local.get 0
    local.get 1
    drop
  )
  (func (export "tee_f32") (param f32) (result f32) (local f32)
    local.get 0
    local.tee 1
    local.get 1
    drop
  )
  (func (export "fresh_local_f32") (result f32) (local f32)
    local.get 0
  )
  (func (export "select_f64") (param f64 f64 i32) (result f64)
    local.get 0
    local.get 1
    local.get 2
    select
  )
  (func (export "drop_f64") (param f64 f64) (result f64)
    local.get 0
    local.get 1
    drop
  )
  (func (export "tee_f64") (param f64) (result f64) (local f64)
    local.get 0
    local.tee 1
    local.get 1
    drop
  )
  (func (export "fresh_local_f64") (result f64) (local f64)
    local.get 0
  )
  (func (export "unreachable") (result i32)
    unreachable
  )
  (func (export "table_of_branches") (param i32) (result i32)
    block
    block
    block
    block
    local.get 0
    br_table 2 0 1 0 3
    end
    i32.const 100
    return
    end
    i32.const 200
    return
    end
    i32.const 300
    return
    end
    i32.const 400
  )
  (func (export "values_under_blocks") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.const 3
    i32.mul
    block (result i32)
    local.get 1
    local.get 0
    i32.const 5
    i32.gt_s
    br_if 0
    drop
    i32.const 40
    local.get 1
    i32.const 9
    i32.eq
    br_if 0
    i32.const 2
    i32.add
    end
    i32.sub
    i32.xor
  )
  (func (export "value_carried_from_above") (param i32) (result i32)
    block (result i32)
    i32.const 11
    i32.const 22
    i32.const 33
    local.get 0
    br_if 0
    drop
    drop
    drop
    i32.const 44
    end
    block (result i32)
    i32.const 5
    block (result i32)
    i32.const 1
    i32.const 2
    i32.const 3
    local.get 0
    br_table 0 1 0
    end
    i32.mul
    end
    i32.add
  )
  (func (export "nested_ifs") (param i32 i32) (result i64)
    local.get 0
    if (result i64)
    local.get 1
    if (result i64)
    i64.const 1
    else
    i64.const 2
    return
    end
    i64.const 10
    i64.mul
    else
    i64.const 3
    local.get 1
    i32.eqz
    if
    i64.const 99
    return
    end
    end
    i64.const 1000
    i64.add
  )
  (func (export "code_never_reached") (param i32) (result i32)
    block
    local.get 0
    br_if 0
    i32.const 5
    return
    block
    i32.const 6
    br_if 0
    loop
    br 0
    end
    end
    unreachable
    end
    i32.const 8
    br 0
    i32.const 9
  )
  (func (export "loops") (param i32) (result i64) (local i32 i64)
    local.get 0
    i32.const 255
    i32.and
    local.set 0
    block
    loop
    local.get 0
    i32.eqz
    br_if 1
    i32.const 5
    local.set 1
    loop
    local.get 2
    local.get 0
    i64.extend_i32_u
    i64.add
    local.get 1
    i64.extend_i32_u
    i64.xor
    local.set 2
    local.get 1
    i32.const 1
    i32.sub
    local.tee 1
    br_if 0
    end
    local.get 0
    i32.const 1
    i32.sub
    local.set 0
    br 0
    end
    end
    local.get 2
  )
  (func (export "recursion") (param i32) (result i32)
    local.get 0
    i32.const 15
    i32.and
    call $fib
  )
  (func $fib (param i32) (result i32)
    local.get 0
    i32.const 2
    i32.lt_u
    if
      local.get 0
      return
    end
    local.get 0
    i32.const 1
    i32.sub
    call $fib
    local.get 0
    i32.const 2
    i32.sub
    call $fib
    i32.add
  )
  (func (export "long") (param i32 i32) (result i64) (local i32 i32 i64 f64 f32)
    local.get 0
    i32.const 1023
    i32.and
    local.set 2
    loop
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    block
    local.get 0
    i32.const 48
    i32.rem_u
    br_table 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48
    end
    local.get 3
    i32.const 796487719
    i32.mul
    local.set 2
    local.get 3
    i32.const 833179166
    i32.xor
    local.set 2
    local.get 2
    i32.const 121553982
    i32.mul
    local.set 3
    local.get 2
    i32.const 408835700
    i32.add
    local.set 2
    local.get 2
    i32.const 785102537
    i32.xor
    local.set 3
    local.get 3
    i32.const 195502253
    i32.sub
    local.set 2
    local.get 2
    i32.const 149000379
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 1.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 3
    i32.const 1
    i32.and
    br_if 47
    end
    local.get 2
    i32.const 830639915
    i32.xor
    local.set 2
    local.get 2
    i32.const 310639064
    i32.mul
    local.set 2
    local.get 2
    i32.const 195065244
    i32.xor
    local.set 3
    local.get 3
    i32.const 23160840
    i32.mul
    local.set 3
    local.get 2
    i32.const 1004799717
    i32.xor
    local.set 3
    local.get 2
    i32.const 356326043
    i32.mul
    local.set 2
    local.get 3
    i32.const 70891066
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 62.5
    f64.mul
    f64.sub
    local.set 5
    br 46
    end
    local.get 2
    i32.const 516704312
    i32.sub
    local.set 2
    local.get 2
    i32.const 275073152
    i32.add
    local.set 3
    local.get 3
    i32.const 19399867
    i32.sub
    local.set 3
    local.get 3
    i32.const 621179860
    i32.add
    local.set 3
    local.get 2
    i32.const 759949648
    i32.xor
    local.set 2
    local.get 2
    i32.const 811465797
    i32.xor
    local.set 3
    local.get 3
    i32.const 550288407
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 14.5
    f64.mul
    f64.sub
    local.set 5
    local.get 1
    i32.const 90
    i32.gt_u
    if
    local.get 4
    i64.const 77
    i64.add
    return
    end
    br 45
    end
    local.get 3
    i32.const 39332859
    i32.sub
    local.set 2
    local.get 2
    i32.const 365867367
    i32.mul
    local.set 2
    local.get 3
    i32.const 296005249
    i32.add
    local.set 3
    local.get 3
    i32.const 328748686
    i32.xor
    local.set 2
    local.get 2
    i32.const 774312854
    i32.mul
    local.set 3
    local.get 2
    i32.const 773232437
    i32.add
    local.set 2
    local.get 3
    i32.const 34173428
    i32.xor
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 59.5
    f64.mul
    f64.sub
    local.set 5
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 45
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 44
    end
    local.get 2
    i32.const 59815184
    i32.add
    local.set 3
    local.get 3
    i32.const 900256592
    i32.xor
    local.set 2
    local.get 2
    i32.const 676886083
    i32.sub
    local.set 2
    local.get 2
    i32.const 466600081
    i32.mul
    local.set 2
    local.get 2
    i32.const 907026119
    i32.sub
    local.set 3
    local.get 2
    i32.const 486571380
    i32.xor
    local.set 3
    local.get 3
    i32.const 739635289
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 38.5
    f64.mul
    f64.sub
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 43
    end
    local.get 3
    i32.const 968365310
    i32.xor
    local.set 2
    local.get 3
    i32.const 882674835
    i32.xor
    local.set 3
    local.get 3
    i32.const 193402703
    i32.add
    local.set 3
    local.get 3
    i32.const 553169099
    i32.mul
    local.set 2
    local.get 3
    i32.const 745817582
    i32.add
    local.set 3
    local.get 3
    i32.const 600559187
    i32.mul
    local.set 3
    local.get 3
    i32.const 826510055
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 75.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    br 42
    end
    local.get 3
    i32.const 587326999
    i32.mul
    local.set 3
    local.get 3
    i32.const 497076953
    i32.mul
    local.set 3
    local.get 3
    i32.const 294071737
    i32.mul
    local.set 3
    local.get 3
    i32.const 990347766
    i32.xor
    local.set 3
    local.get 3
    i32.const 1027051748
    i32.mul
    local.set 2
    local.get 2
    i32.const 213302248
    i32.mul
    local.set 3
    local.get 3
    i32.const 742412571
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 79.5
    f64.mul
    f64.sub
    local.set 5
    br 41
    end
    local.get 3
    i32.const 669732606
    i32.mul
    local.set 2
    local.get 2
    i32.const 171823458
    i32.sub
    local.set 2
    local.get 2
    i32.const 814966990
    i32.xor
    local.set 2
    local.get 3
    i32.const 1052009243
    i32.xor
    local.set 2
    local.get 2
    i32.const 957573546
    i32.xor
    local.set 2
    local.get 3
    i32.const 1039361165
    i32.xor
    local.set 3
    local.get 2
    i32.const 588754914
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 45.5
    f64.mul
    f64.sub
    local.set 5
    br 40
    end
    local.get 2
    i32.const 633684208
    i32.xor
    local.set 2
    local.get 3
    i32.const 709332
    i32.mul
    local.set 3
    local.get 3
    i32.const 918967013
    i32.sub
    local.set 2
    local.get 3
    i32.const 1035485122
    i32.add
    local.set 3
    local.get 2
    i32.const 317055916
    i32.mul
    local.set 3
    local.get 3
    i32.const 878881306
    i32.xor
    local.set 3
    local.get 3
    i32.const 872941201
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 21.5
    f64.mul
    f64.sub
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 39
    end
    local.get 3
    i32.const 1027799197
    i32.xor
    local.set 2
    local.get 2
    i32.const 377008022
    i32.add
    local.set 3
    local.get 2
    i32.const 350085116
    i32.xor
    local.set 3
    local.get 3
    i32.const 460850951
    i32.sub
    local.set 2
    local.get 3
    i32.const 312989926
    i32.sub
    local.set 3
    local.get 3
    i32.const 1032015242
    i32.xor
    local.set 3
    local.get 3
    i32.const 532903977
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 41.5
    f64.mul
    f64.sub
    local.set 5
    br 38
    end
    local.get 3
    i32.const 998090855
    i32.mul
    local.set 2
    local.get 3
    i32.const 25528129
    i32.add
    local.set 3
    local.get 2
    i32.const 314717061
    i32.add
    local.set 2
    local.get 3
    i32.const 14176931
    i32.sub
    local.set 3
    local.get 2
    i32.const 1004220402
    i32.sub
    local.set 2
    local.get 2
    i32.const 526261066
    i32.mul
    local.set 2
    local.get 3
    i32.const 314808496
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 3.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 38
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 37
    end
    local.get 3
    i32.const 303168260
    i32.mul
    local.set 3
    local.get 2
    i32.const 498577780
    i32.mul
    local.set 3
    local.get 2
    i32.const 39115249
    i32.add
    local.set 3
    local.get 3
    i32.const 736300073
    i32.add
    local.set 2
    local.get 2
    i32.const 461355218
    i32.sub
    local.set 3
    local.get 3
    i32.const 510800165
    i32.sub
    local.set 2
    local.get 3
    i32.const 499380856
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 89.5
    f64.mul
    f64.sub
    local.set 5
    br 36
    end
    local.get 3
    i32.const 696208380
    i32.sub
    local.set 3
    local.get 2
    i32.const 177649944
    i32.sub
    local.set 3
    local.get 3
    i32.const 577613797
    i32.xor
    local.set 3
    local.get 2
    i32.const 73464673
    i32.xor
    local.set 3
    local.get 2
    i32.const 850135636
    i32.add
    local.set 2
    local.get 3
    i32.const 775884324
    i32.sub
    local.set 2
    local.get 3
    i32.const 752959468
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 16.5
    f64.mul
    f64.add
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 35
    end
    local.get 2
    i32.const 764980238
    i32.xor
    local.set 3
    local.get 3
    i32.const 160771372
    i32.xor
    local.set 2
    local.get 3
    i32.const 861200439
    i32.xor
    local.set 2
    local.get 2
    i32.const 46775296
    i32.add
    local.set 3
    local.get 2
    i32.const 300508580
    i32.add
    local.set 2
    local.get 3
    i32.const 943236148
    i32.xor
    local.set 2
    local.get 3
    i32.const 98180564
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 46.5
    f64.mul
    f64.sub
    local.set 5
    local.get 1
    i32.const 90
    i32.gt_u
    if
    local.get 4
    i64.const 77
    i64.add
    return
    end
    br 34
    end
    local.get 2
    i32.const 148425880
    i32.mul
    local.set 2
    local.get 3
    i32.const 977558756
    i32.xor
    local.set 3
    local.get 2
    i32.const 592356846
    i32.xor
    local.set 3
    local.get 3
    i32.const 555119912
    i32.xor
    local.set 2
    local.get 3
    i32.const 486768214
    i32.sub
    local.set 2
    local.get 2
    i32.const 765896085
    i32.add
    local.set 3
    local.get 2
    i32.const 615496239
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 65.5
    f64.mul
    f64.sub
    local.set 5
    br 33
    end
    local.get 2
    i32.const 418600519
    i32.sub
    local.set 3
    local.get 3
    i32.const 115506538
    i32.add
    local.set 3
    local.get 2
    i32.const 910794216
    i32.xor
    local.set 3
    local.get 2
    i32.const 804884970
    i32.add
    local.set 2
    local.get 3
    i32.const 881108442
    i32.xor
    local.set 2
    local.get 3
    i32.const 380424859
    i32.xor
    local.set 3
    local.get 3
    i32.const 999159724
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 18.5
    f64.mul
    f64.sub
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    br 32
    end
    local.get 3
    i32.const 863828717
    i32.sub
    local.set 3
    local.get 2
    i32.const 636328189
    i32.xor
    local.set 2
    local.get 3
    i32.const 67947949
    i32.add
    local.set 2
    local.get 2
    i32.const 200082921
    i32.xor
    local.set 2
    local.get 2
    i32.const 526164788
    i32.sub
    local.set 3
    local.get 2
    i32.const 458474530
    i32.sub
    local.set 3
    local.get 3
    i32.const 347096148
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 25.5
    f64.mul
    f64.add
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 31
    end
    local.get 2
    i32.const 76440176
    i32.mul
    local.set 3
    local.get 3
    i32.const 163331077
    i32.mul
    local.set 2
    local.get 3
    i32.const 878778119
    i32.xor
    local.set 3
    local.get 2
    i32.const 35597825
    i32.sub
    local.set 2
    local.get 3
    i32.const 992695611
    i32.mul
    local.set 3
    local.get 2
    i32.const 738427557
    i32.add
    local.set 3
    local.get 3
    i32.const 911389825
    i32.xor
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 38.5
    f64.mul
    f64.sub
    local.set 5
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 31
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 30
    end
    local.get 2
    i32.const 783077762
    i32.xor
    local.set 2
    local.get 2
    i32.const 767518139
    i32.add
    local.set 2
    local.get 2
    i32.const 663123082
    i32.sub
    local.set 3
    local.get 3
    i32.const 198079831
    i32.sub
    local.set 3
    local.get 3
    i32.const 71810423
    i32.sub
    local.set 2
    local.get 2
    i32.const 188597901
    i32.xor
    local.set 2
    local.get 3
    i32.const 779989954
    i32.mul
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 8.5
    f64.mul
    f64.sub
    local.set 5
    br 29
    end
    local.get 3
    i32.const 182275653
    i32.add
    local.set 2
    local.get 3
    i32.const 1008785464
    i32.add
    local.set 2
    local.get 2
    i32.const 965070514
    i32.sub
    local.set 2
    local.get 3
    i32.const 57725954
    i32.xor
    local.set 2
    local.get 3
    i32.const 426617932
    i32.add
    local.set 2
    local.get 3
    i32.const 894886054
    i32.sub
    local.set 3
    local.get 3
    i32.const 687724718
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 23.5
    f64.mul
    f64.sub
    local.set 5
    br 28
    end
    local.get 2
    i32.const 570488789
    i32.xor
    local.set 2
    local.get 3
    i32.const 849114054
    i32.add
    local.set 2
    local.get 2
    i32.const 642405256
    i32.add
    local.set 2
    local.get 2
    i32.const 473747301
    i32.mul
    local.set 3
    local.get 3
    i32.const 613559738
    i32.sub
    local.set 2
    local.get 2
    i32.const 980324870
    i32.mul
    local.set 3
    local.get 2
    i32.const 595352285
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 62.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 3
    i32.const 1
    i32.and
    br_if 27
    end
    local.get 3
    i32.const 879864511
    i32.sub
    local.set 3
    local.get 2
    i32.const 139386216
    i32.add
    local.set 3
    local.get 2
    i32.const 748584860
    i32.add
    local.set 3
    local.get 2
    i32.const 296173004
    i32.add
    local.set 3
    local.get 2
    i32.const 51573009
    i32.xor
    local.set 3
    local.get 3
    i32.const 950830473
    i32.add
    local.set 2
    local.get 3
    i32.const 826198110
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 37.5
    f64.mul
    f64.add
    local.set 5
    br 26
    end
    local.get 2
    i32.const 474789960
    i32.xor
    local.set 2
    local.get 2
    i32.const 752882784
    i32.sub
    local.set 3
    local.get 2
    i32.const 871959969
    i32.sub
    local.set 2
    local.get 3
    i32.const 70790598
    i32.mul
    local.set 2
    local.get 2
    i32.const 281956030
    i32.sub
    local.set 3
    local.get 3
    i32.const 36545585
    i32.add
    local.set 2
    local.get 2
    i32.const 130633854
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 56.5
    f64.mul
    f64.sub
    local.set 5
    br 25
    end
    local.get 2
    i32.const 248138671
    i32.sub
    local.set 2
    local.get 3
    i32.const 216020797
    i32.mul
    local.set 3
    local.get 2
    i32.const 175336835
    i32.xor
    local.set 2
    local.get 3
    i32.const 569418484
    i32.xor
    local.set 2
    local.get 3
    i32.const 821072791
    i32.sub
    local.set 3
    local.get 2
    i32.const 358076549
    i32.mul
    local.set 3
    local.get 2
    i32.const 494991896
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 7.5
    f64.mul
    f64.add
    local.set 5
    br 24
    end
    local.get 3
    i32.const 1041170101
    i32.sub
    local.set 2
    local.get 2
    i32.const 136235223
    i32.sub
    local.set 2
    local.get 2
    i32.const 1050130215
    i32.add
    local.set 2
    local.get 2
    i32.const 517537430
    i32.mul
    local.set 3
    local.get 3
    i32.const 231519992
    i32.xor
    local.set 3
    local.get 2
    i32.const 325587015
    i32.mul
    local.set 2
    local.get 3
    i32.const 377711117
    i32.xor
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 52.5
    f64.mul
    f64.sub
    local.set 5
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 24
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    local.get 1
    i32.const 90
    i32.gt_u
    if
    local.get 4
    i64.const 77
    i64.add
    return
    end
    local.get 3
    i32.const 1
    i32.and
    br_if 23
    end
    local.get 2
    i32.const 153358417
    i32.xor
    local.set 3
    local.get 3
    i32.const 40527326
    i32.add
    local.set 2
    local.get 3
    i32.const 105999868
    i32.mul
    local.set 2
    local.get 3
    i32.const 512336327
    i32.sub
    local.set 2
    local.get 2
    i32.const 404194376
    i32.add
    local.set 2
    local.get 2
    i32.const 873233874
    i32.sub
    local.set 2
    local.get 3
    i32.const 727921181
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 65.5
    f64.mul
    f64.sub
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    br 22
    end
    local.get 3
    i32.const 482915145
    i32.add
    local.set 2
    local.get 3
    i32.const 389550973
    i32.add
    local.set 2
    local.get 3
    i32.const 307514586
    i32.add
    local.set 2
    local.get 2
    i32.const 830793812
    i32.mul
    local.set 3
    local.get 3
    i32.const 1040053367
    i32.add
    local.set 3
    local.get 2
    i32.const 77344865
    i32.add
    local.set 2
    local.get 3
    i32.const 963309948
    i32.mul
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 67.5
    f64.mul
    f64.add
    local.set 5
    br 21
    end
    local.get 2
    i32.const 256716251
    i32.mul
    local.set 3
    local.get 3
    i32.const 1040527886
    i32.add
    local.set 3
    local.get 3
    i32.const 191269327
    i32.xor
    local.set 3
    local.get 3
    i32.const 348125135
    i32.add
    local.set 3
    local.get 2
    i32.const 952160864
    i32.add
    local.set 2
    local.get 3
    i32.const 328113817
    i32.mul
    local.set 2
    local.get 2
    i32.const 82328474
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 84.5
    f64.mul
    f64.add
    local.set 5
    br 20
    end
    local.get 3
    i32.const 447588181
    i32.xor
    local.set 3
    local.get 3
    i32.const 567762159
    i32.xor
    local.set 3
    local.get 3
    i32.const 301451577
    i32.add
    local.set 3
    local.get 2
    i32.const 452920573
    i32.add
    local.set 2
    local.get 2
    i32.const 317458050
    i32.xor
    local.set 3
    local.get 2
    i32.const 350100350
    i32.add
    local.set 3
    local.get 2
    i32.const 65919287
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 41.5
    f64.mul
    f64.add
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 19
    end
    local.get 3
    i32.const 692758180
    i32.sub
    local.set 2
    local.get 3
    i32.const 901846680
    i32.add
    local.set 2
    local.get 2
    i32.const 721935873
    i32.xor
    local.set 2
    local.get 2
    i32.const 360493799
    i32.xor
    local.set 3
    local.get 2
    i32.const 617373520
    i32.sub
    local.set 3
    local.get 2
    i32.const 765684668
    i32.add
    local.set 3
    local.get 2
    i32.const 874240271
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 42.5
    f64.mul
    f64.sub
    local.set 5
    br 18
    end
    local.get 2
    i32.const 492497282
    i32.add
    local.set 2
    local.get 3
    i32.const 1010844143
    i32.sub
    local.set 3
    local.get 2
    i32.const 126216961
    i32.mul
    local.set 2
    local.get 2
    i32.const 532050017
    i32.sub
    local.set 3
    local.get 2
    i32.const 526871167
    i32.mul
    local.set 2
    local.get 2
    i32.const 869244333
    i32.sub
    local.set 3
    local.get 2
    i32.const 986116312
    i32.mul
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 38.5
    f64.mul
    f64.sub
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    br 17
    end
    local.get 2
    i32.const 618132412
    i32.add
    local.set 3
    local.get 3
    i32.const 361793555
    i32.add
    local.set 3
    local.get 2
    i32.const 236589405
    i32.sub
    local.set 2
    local.get 3
    i32.const 715322128
    i32.add
    local.set 2
    local.get 3
    i32.const 1038812073
    i32.add
    local.set 3
    local.get 3
    i32.const 1057250707
    i32.xor
    local.set 3
    local.get 2
    i32.const 98590937
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 11.5
    f64.mul
    f64.add
    local.set 5
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 17
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 16
    end
    local.get 2
    i32.const 387667748
    i32.add
    local.set 2
    local.get 3
    i32.const 603797242
    i32.sub
    local.set 3
    local.get 2
    i32.const 57044359
    i32.xor
    local.set 2
    local.get 3
    i32.const 13097028
    i32.sub
    local.set 2
    local.get 3
    i32.const 642468444
    i32.sub
    local.set 2
    local.get 2
    i32.const 171809836
    i32.sub
    local.set 3
    local.get 2
    i32.const 231495104
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 56.5
    f64.mul
    f64.sub
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 15
    end
    local.get 2
    i32.const 1072722095
    i32.xor
    local.set 3
    local.get 2
    i32.const 325319956
    i32.xor
    local.set 3
    local.get 2
    i32.const 1067484559
    i32.mul
    local.set 2
    local.get 3
    i32.const 452491147
    i32.xor
    local.set 3
    local.get 2
    i32.const 504483655
    i32.mul
    local.set 3
    local.get 2
    i32.const 715655985
    i32.add
    local.set 2
    local.get 3
    i32.const 82585437
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 53.5
    f64.mul
    f64.add
    local.set 5
    br 14
    end
    local.get 2
    i32.const 695966246
    i32.add
    local.set 3
    local.get 3
    i32.const 643076111
    i32.sub
    local.set 2
    local.get 3
    i32.const 254000408
    i32.add
    local.set 3
    local.get 2
    i32.const 15437306
    i32.xor
    local.set 3
    local.get 2
    i32.const 286365427
    i32.xor
    local.set 3
    local.get 3
    i32.const 832349402
    i32.xor
    local.set 2
    local.get 3
    i32.const 556542538
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 14.5
    f64.mul
    f64.sub
    local.set 5
    br 13
    end
    local.get 3
    i32.const 325976355
    i32.mul
    local.set 3
    local.get 3
    i32.const 1037077458
    i32.xor
    local.set 2
    local.get 3
    i32.const 18815436
    i32.add
    local.set 3
    local.get 2
    i32.const 255037875
    i32.sub
    local.set 2
    local.get 2
    i32.const 16336693
    i32.xor
    local.set 3
    local.get 2
    i32.const 541340951
    i32.xor
    local.set 3
    local.get 2
    i32.const 863709105
    i32.xor
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 45.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 1
    i32.const 90
    i32.gt_u
    if
    local.get 4
    i64.const 77
    i64.add
    return
    end
    br 12
    end
    local.get 3
    i32.const 471997690
    i32.sub
    local.set 2
    local.get 2
    i32.const 992988238
    i32.mul
    local.set 3
    local.get 3
    i32.const 1060885081
    i32.sub
    local.set 3
    local.get 2
    i32.const 634447296
    i32.add
    local.set 3
    local.get 2
    i32.const 790499328
    i32.xor
    local.set 3
    local.get 2
    i32.const 992687806
    i32.mul
    local.set 3
    local.get 3
    i32.const 148181762
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 64.5
    f64.mul
    f64.add
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 11
    end
    local.get 2
    i32.const 608627428
    i32.sub
    local.set 2
    local.get 2
    i32.const 796779920
    i32.add
    local.set 2
    local.get 3
    i32.const 950490738
    i32.xor
    local.set 3
    local.get 3
    i32.const 282718437
    i32.mul
    local.set 3
    local.get 2
    i32.const 795811990
    i32.add
    local.set 3
    local.get 3
    i32.const 890316234
    i32.add
    local.set 3
    local.get 3
    i32.const 178464152
    i32.xor
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 23.5
    f64.mul
    f64.add
    local.set 5
    br 10
    end
    local.get 2
    i32.const 968178660
    i32.mul
    local.set 2
    local.get 2
    i32.const 489511920
    i32.add
    local.set 3
    local.get 2
    i32.const 27918953
    i32.sub
    local.set 2
    local.get 3
    i32.const 774297598
    i32.sub
    local.set 2
    local.get 2
    i32.const 757820275
    i32.add
    local.set 2
    local.get 2
    i32.const 71763182
    i32.sub
    local.set 3
    local.get 2
    i32.const 1026958962
    i32.mul
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 97.5
    f64.mul
    f64.sub
    local.set 5
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 10
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 9
    end
    local.get 3
    i32.const 486866722
    i32.mul
    local.set 3
    local.get 2
    i32.const 943620964
    i32.mul
    local.set 3
    local.get 3
    i32.const 408932640
    i32.xor
    local.set 2
    local.get 3
    i32.const 337828214
    i32.xor
    local.set 3
    local.get 2
    i32.const 161285999
    i32.mul
    local.set 2
    local.get 3
    i32.const 470032781
    i32.sub
    local.set 2
    local.get 2
    i32.const 149043603
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 74.5
    f64.mul
    f64.sub
    local.set 5
    br 8
    end
    local.get 2
    i32.const 155754859
    i32.sub
    local.set 3
    local.get 3
    i32.const 539697653
    i32.xor
    local.set 2
    local.get 2
    i32.const 450551245
    i32.mul
    local.set 3
    local.get 3
    i32.const 662450272
    i32.add
    local.set 2
    local.get 3
    i32.const 456775180
    i32.mul
    local.set 3
    local.get 3
    i32.const 675791089
    i32.add
    local.set 2
    local.get 2
    i32.const 361218635
    i32.add
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 97.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 3
    i32.const 1
    i32.and
    br_if 7
    end
    local.get 2
    i32.const 833686982
    i32.sub
    local.set 2
    local.get 3
    i32.const 777375998
    i32.mul
    local.set 2
    local.get 3
    i32.const 921046726
    i32.mul
    local.set 2
    local.get 3
    i32.const 69172983
    i32.mul
    local.set 3
    local.get 3
    i32.const 1072573354
    i32.sub
    local.set 2
    local.get 2
    i32.const 323655529
    i32.add
    local.set 2
    local.get 2
    i32.const 1012981283
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 60.5
    f64.mul
    f64.sub
    local.set 5
    br 6
    end
    local.get 2
    i32.const 242873682
    i32.sub
    local.set 2
    local.get 3
    i32.const 699587276
    i32.add
    local.set 3
    local.get 3
    i32.const 1015738050
    i32.add
    local.set 3
    local.get 3
    i32.const 110328308
    i32.xor
    local.set 2
    local.get 2
    i32.const 660402718
    i32.add
    local.set 2
    local.get 3
    i32.const 469736671
    i32.add
    local.set 3
    local.get 3
    i32.const 591561005
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 27.5
    f64.mul
    f64.add
    local.set 5
    br 5
    end
    local.get 3
    i32.const 704659754
    i32.xor
    local.set 2
    local.get 3
    i32.const 946489001
    i32.add
    local.set 2
    local.get 3
    i32.const 57530831
    i32.sub
    local.set 3
    local.get 3
    i32.const 593676475
    i32.mul
    local.set 3
    local.get 2
    i32.const 799036772
    i32.mul
    local.set 3
    local.get 3
    i32.const 433740340
    i32.add
    local.set 2
    local.get 2
    i32.const 490857766
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 18.5
    f64.mul
    f64.add
    local.set 5
    br 4
    end
    local.get 2
    i32.const 689965703
    i32.add
    local.set 3
    local.get 3
    i32.const 665319898
    i32.sub
    local.set 2
    local.get 3
    i32.const 112983466
    i32.mul
    local.set 3
    local.get 3
    i32.const 749177803
    i32.add
    local.set 2
    local.get 2
    i32.const 820506981
    i32.add
    local.set 3
    local.get 3
    i32.const 686218223
    i32.sub
    local.set 3
    local.get 3
    i32.const 62138127
    i32.mul
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 38.5
    f64.mul
    f64.sub
    local.set 5
    local.get 3
    i32.const 1
    i32.and
    br_if 3
    end
    local.get 3
    i32.const 1048379736
    i32.xor
    local.set 3
    local.get 2
    i32.const 812850685
    i32.add
    local.set 2
    local.get 3
    i32.const 1013237766
    i32.xor
    local.set 3
    local.get 3
    i32.const 710108164
    i32.mul
    local.set 3
    local.get 3
    i32.const 364905824
    i32.mul
    local.set 2
    local.get 2
    i32.const 619465874
    i32.sub
    local.set 2
    local.get 3
    i32.const 828398476
    i32.sub
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 30.5
    f64.mul
    f64.add
    local.set 5
    i32.const 800
    local.get 3
    i32.store
    i32.const 800
    i32.load8_s
    local.get 2
    i32.add
    local.set 2
    local.get 2
    i32.const 15
    i32.and
    if
    local.get 1
    i32.const 3
    i32.gt_u
    br_if 3
    else
    local.get 3
    i32.const 1
    i32.add
    local.set 3
    end
    br 2
    end
    local.get 3
    i32.const 1042900911
    i32.add
    local.set 2
    local.get 2
    i32.const 1046206195
    i32.xor
    local.set 2
    local.get 3
    i32.const 698997975
    i32.add
    local.set 3
    local.get 3
    i32.const 692275830
    i32.xor
    local.set 3
    local.get 2
    i32.const 220141978
    i32.xor
    local.set 2
    local.get 3
    i32.const 466932823
    i32.mul
    local.set 2
    local.get 2
    i32.const 400284968
    i32.sub
    local.set 2
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.xor
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 68.5
    f64.mul
    f64.add
    local.set 5
    local.get 1
    i32.const 90
    i32.gt_u
    if
    local.get 4
    i64.const 77
    i64.add
    return
    end
    br 1
    end
    local.get 2
    i32.const 457119449
    i32.add
    local.set 3
    local.get 2
    i32.const 203511311
    i32.xor
    local.set 2
    local.get 2
    i32.const 491877992
    i32.sub
    local.set 3
    local.get 3
    i32.const 310414253
    i32.add
    local.set 2
    local.get 3
    i32.const 896374504
    i32.xor
    local.set 2
    local.get 3
    i32.const 1062491766
    i32.xor
    local.set 2
    local.get 3
    i32.const 215791571
    i32.add
    local.set 3
    local.get 4
    local.get 2
    i64.extend_i32_u
    i64.add
    local.set 4
    local.get 5
    local.get 3
    f64.convert_i32_s
    f64.const 23.5
    f64.mul
    f64.add
    local.set 5
    br 0
    end
    local.get 1
    i32.const 1
    i32.add
    local.tee 1
    i32.const 100
    i32.ge_u
    if
    local.get 4
    local.get 5
    i64.reinterpret_f64
    i64.xor
    local.get 3
    i64.extend_i32_s
    i64.add
    return
    end
    local.get 0
    i32.const 1103515245
    i32.mul
    i32.const 12345
    i32.add
    local.get 2
    i32.xor
    local.set 0
    br 0
    end
    unreachable
  )
)
