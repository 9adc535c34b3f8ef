// Arithmetic. Operators of one shape of signature share an export and are numbered; the managed enums list them in the
// same order (UnaryOperator, BinaryOperator, ...), so append only.
#include "shim.h"

#include <iterator>

using namespace edgenas;

namespace {

using Unary = at::Tensor (*)(const at::Tensor&);
using UnaryInPlace = at::Tensor& (*)(at::Tensor&);
using Binary = at::Tensor (*)(const at::Tensor&, const at::Tensor&);
using BinaryInPlace = void (*)(at::Tensor&, const at::Tensor&);
using WithNumber = at::Tensor (*)(const at::Tensor&, const at::Scalar&);
using WithNumberInPlace = void (*)(at::Tensor&, const at::Scalar&);

#define FN1(name) [](const at::Tensor& t) -> at::Tensor { return at::name(t); }
constexpr Unary unary[] = {
    FN1(abs), FN1(neg), FN1(exp), FN1(log), FN1(log2), FN1(log10), FN1(log1p), FN1(expm1), FN1(sqrt), FN1(rsqrt), FN1(square),
    FN1(reciprocal), FN1(sigmoid), FN1(tanh), FN1(relu), FN1(relu6), FN1(hardswish), FN1(hardsigmoid), FN1(silu),
    [](const at::Tensor& t) -> at::Tensor { return at::gelu(t); }, FN1(mish), FN1(log_sigmoid),
    [](const at::Tensor& t) -> at::Tensor { return at::softplus(t); }, FN1(sin), FN1(cos), FN1(tan), FN1(asin), FN1(acos),
    FN1(atan), FN1(sinh), FN1(cosh), FN1(floor), FN1(ceil), FN1(trunc), FN1(round), FN1(frac), FN1(sign), FN1(erf), FN1(exp2),
    FN1(isnan), FN1(isinf), FN1(isfinite), FN1(logical_not), FN1(bitwise_not), FN1(selu), FN1(nonzero), FN1(erfc), FN1(lgamma),
};
#undef FN1

#define FN1(name) [](at::Tensor& t) -> at::Tensor& { return at::name##_(t); }
constexpr UnaryInPlace unary_in_place[] = {
    FN1(abs), FN1(neg), FN1(exp), FN1(log), FN1(log2), FN1(log10), FN1(log1p), FN1(expm1), FN1(sqrt), FN1(rsqrt), FN1(square),
    FN1(reciprocal), FN1(sigmoid), FN1(tanh), FN1(relu), FN1(relu6), FN1(hardswish), FN1(hardsigmoid), FN1(silu), FN1(floor),
    FN1(ceil), FN1(trunc), FN1(round), FN1(frac), FN1(sin), FN1(cos),
    [](at::Tensor& t) -> at::Tensor& { return t.sign_(); }, [](at::Tensor& t) -> at::Tensor& { return t.zero_(); },
    [](at::Tensor& t) -> at::Tensor& { return t.logical_not_(); }, [](at::Tensor& t) -> at::Tensor& { return t.detach_(); },
};
#undef FN1

#define FN2(name) [](const at::Tensor& a, const at::Tensor& b) -> at::Tensor { return at::name(a, b); }
constexpr Binary binary[] = {
    FN2(add), FN2(sub), FN2(mul), FN2(div), FN2(pow), FN2(remainder), FN2(fmod), FN2(floor_divide), FN2(maximum), FN2(minimum),
    FN2(eq), FN2(ne), FN2(lt), FN2(le), FN2(gt), FN2(ge), FN2(logical_and), FN2(logical_or), FN2(logical_xor), FN2(bitwise_and),
    FN2(bitwise_or), FN2(bitwise_xor), FN2(matmul), FN2(mm), FN2(bmm), FN2(mv), FN2(dot), FN2(outer), FN2(atan2), FN2(hypot),
    [](const at::Tensor& a, const at::Tensor& b) -> at::Tensor { return at::div(a, b, "trunc"); },
    FN2(logaddexp), FN2(inner), FN2(kron), FN2(masked_select), FN2(fmax), FN2(fmin),
};
#undef FN2

#define FN2(name) [](at::Tensor& a, const at::Tensor& b) { a.name##_(b); }
constexpr BinaryInPlace binary_in_place[] = {
    FN2(add), FN2(sub), FN2(mul), FN2(div), FN2(pow), FN2(remainder), FN2(fmod), FN2(floor_divide), FN2(logical_and), FN2(logical_or),
    FN2(logical_xor), FN2(bitwise_and), FN2(bitwise_or), FN2(bitwise_xor), FN2(eq), FN2(ne), FN2(lt), FN2(le), FN2(gt), FN2(ge),
    [](at::Tensor& a, const at::Tensor& b) { a.div_(b, "trunc"); },
};
#undef FN2

#define FN2(name) [](const at::Tensor& a, const at::Scalar& b) -> at::Tensor { return at::name(a, b); }
constexpr WithNumber with_number[] = {
    FN2(add), FN2(sub), FN2(mul), FN2(div), FN2(pow), FN2(remainder), FN2(fmod), FN2(floor_divide), FN2(eq), FN2(ne), FN2(lt),
    FN2(le), FN2(gt), FN2(ge), FN2(rsub),
    [](const at::Tensor& a, const at::Scalar& b) -> at::Tensor { return at::div(a, b, "trunc"); },
    FN2(clamp_min), FN2(clamp_max), FN2(leaky_relu),
    [](const at::Tensor& a, const at::Scalar& b) -> at::Tensor { return at::elu(a, b); },
};
#undef FN2

#define FN2(name) [](at::Tensor& a, const at::Scalar& b) { a.name##_(b); }
constexpr WithNumberInPlace with_number_in_place[] = {
    FN2(add), FN2(sub), FN2(mul), FN2(div), FN2(pow), FN2(remainder), FN2(fmod), FN2(floor_divide), FN2(fill), FN2(clamp_min), FN2(clamp_max),
    FN2(eq), FN2(ne), FN2(lt), FN2(le), FN2(gt), FN2(ge), [](at::Tensor& a, const at::Scalar& b) { a.div_(b, "trunc"); },
    [](at::Tensor& a, const at::Scalar& b) { at::leaky_relu_(a, b); }, [](at::Tensor& a, const at::Scalar& b) { at::elu_(a, b); },
};
#undef FN2

template <class Table>
auto pick(const Table& table, int32_t op) {
  TORCH_CHECK(op >= 0 && static_cast<size_t>(op) < std::size(table), "unknown operator number ", op);
  return table[op];
}

}  // namespace

ENT_API Handle ent_unary(int32_t op, Handle t) { return result([&] { return pick(unary, op)(*t); }); }
ENT_API int32_t ent_unary_(int32_t op, Handle t) { return status([&] { pick(unary_in_place, op)(*t); }); }
ENT_API Handle ent_binary(int32_t op, Handle a, Handle b) { return result([&] { return pick(binary, op)(*a, *b); }); }
ENT_API int32_t ent_binary_(int32_t op, Handle a, Handle b) { return status([&] { pick(binary_in_place, op)(*a, *b); }); }
ENT_API Handle ent_with_number(int32_t op, Handle a, Number b) { return result([&] { return pick(with_number, op)(*a, b.scalar()); }); }
ENT_API int32_t ent_with_number_(int32_t op, Handle a, Number b) { return status([&] { pick(with_number_in_place, op)(*a, b.scalar()); }); }

ENT_API Handle ent_add_scaled(Handle a, Handle b, Number alpha) { return result([&] { return at::add(*a, *b, alpha.scalar()); }); }
ENT_API int32_t ent_add_scaled_(Handle a, Handle b, Number alpha) { return status([&] { a->add_(*b, alpha.scalar()); }); }

ENT_API Handle ent_clamp(Handle t, Number min, Number max) { return result([&] { return at::clamp(*t, min.optional(), max.optional()); }); }
ENT_API int32_t ent_clamp_(Handle t, Number min, Number max) { return status([&] { at::clamp_(*t, min.optional(), max.optional()); }); }

ENT_API Handle ent_clamp_tensor(Handle t, Handle min, Handle max) {
  return result([&] { return at::clamp(*t, tensor_or_none(min), tensor_or_none(max)); });
}

ENT_API int32_t ent_clamp_tensor_(Handle t, Handle min, Handle max) {
  return status([&] { at::clamp_(*t, tensor_or_none(min), tensor_or_none(max)); });
}

ENT_API Handle ent_lerp(Handle t, Handle end, Handle weight) { return result([&] { return at::lerp(*t, *end, *weight); }); }
ENT_API int32_t ent_lerp_(Handle t, Handle end, Handle weight) { return status([&] { t->lerp_(*end, *weight); }); }

ENT_API Handle ent_addcmul(Handle t, Handle a, Handle b, Number value) { return result([&] { return at::addcmul(*t, *a, *b, value.scalar()); }); }
ENT_API int32_t ent_addcmul_(Handle t, Handle a, Handle b, Number value) { return status([&] { t->addcmul_(*a, *b, value.scalar()); }); }
ENT_API Handle ent_addcdiv(Handle t, Handle a, Handle b, Number value) { return result([&] { return at::addcdiv(*t, *a, *b, value.scalar()); }); }
ENT_API int32_t ent_addcdiv_(Handle t, Handle a, Handle b, Number value) { return status([&] { t->addcdiv_(*a, *b, value.scalar()); }); }

ENT_API Handle ent_addmm(Handle t, Handle a, Handle b, double beta, double alpha) { return result([&] { return at::addmm(*t, *a, *b, beta, alpha); }); }
ENT_API Handle ent_where(Handle condition, Handle x, Handle y) { return result([&] { return at::where(*condition, *x, *y); }); }
ENT_API Handle ent_softmax(Handle t, int64_t dim, int32_t dtype) { return result([&] { return at::softmax(*t, dim, dtype_or_none(dtype)); }); }
ENT_API Handle ent_log_softmax(Handle t, int64_t dim, int32_t dtype) { return result([&] { return at::log_softmax(*t, dim, dtype_or_none(dtype)); }); }
ENT_API Handle ent_cumsum(Handle t, int64_t dim, int32_t dtype) { return result([&] { return at::cumsum(*t, dim, dtype_or_none(dtype)); }); }
ENT_API Handle ent_cumprod(Handle t, int64_t dim, int32_t dtype) { return result([&] { return at::cumprod(*t, dim, dtype_or_none(dtype)); }); }
ENT_API Handle ent_hardtanh(Handle t, Number min, Number max) { return result([&] { return at::hardtanh(*t, min.scalar(), max.scalar()); }); }
ENT_API int32_t ent_hardtanh_(Handle t, Number min, Number max) { return status([&] { at::hardtanh_(*t, min.scalar(), max.scalar()); }); }
ENT_API Handle ent_tril(Handle t, int64_t diagonal) { return result([&] { return at::tril(*t, diagonal); }); }
ENT_API Handle ent_triu(Handle t, int64_t diagonal) { return result([&] { return at::triu(*t, diagonal); }); }
ENT_API Handle ent_diag(Handle t, int64_t diagonal) { return result([&] { return at::diag(*t, diagonal); }); }

ENT_API Handle ent_nan_to_num(Handle t, double nan, int32_t has_pos, double pos, int32_t has_neg, double neg) {
  return result([&] {
    return at::nan_to_num(*t, nan, has_pos ? Optional<double>(pos) : Optional<double>(), has_neg ? Optional<double>(neg) : Optional<double>());
  });
}

ENT_API int32_t ent_allclose(Handle a, Handle b, double rtol, double atol, int32_t equal_nan, int32_t* answer) {
  return status([&] { *answer = at::allclose(*a, *b, rtol, atol, equal_nan != 0); });
}

ENT_API Handle ent_isclose(Handle a, Handle b, double rtol, double atol, int32_t equal_nan) {
  return result([&] { return at::isclose(*a, *b, rtol, atol, equal_nan != 0); });
}
