// The numbers of native/math.cpp's and native/reduce.cpp's tables: same order, append only.
#pragma warning disable CA1712 // One name per operator, as libtorch spells it.
namespace TorchSharp.Native;

internal enum UnaryOperator
{
    abs, neg, exp, log, log2, log10, log1p, expm1, sqrt, rsqrt, square,
    reciprocal, sigmoid, tanh, relu, relu6, hardswish, hardsigmoid, silu,
    gelu, mish, log_sigmoid,
    softplus, sin, cos, tan, asin, acos,
    atan, sinh, cosh, floor, ceil, trunc, round, frac, sign, erf, exp2,
    isnan, isinf, isfinite, logical_not, bitwise_not, selu, nonzero, erfc, lgamma,
}

internal enum UnaryInPlaceOperator
{
    abs, neg, exp, log, log2, log10, log1p, expm1, sqrt, rsqrt, square,
    reciprocal, sigmoid, tanh, relu, relu6, hardswish, hardsigmoid, silu, floor,
    ceil, trunc, round, frac, sin, cos,
    sign, zero,
    logical_not, detach,
}

internal enum BinaryOperator
{
    add, sub, mul, div, pow, remainder, fmod, floor_divide, maximum, minimum,
    eq, ne, lt, le, gt, ge, logical_and, logical_or, logical_xor, bitwise_and,
    bitwise_or, bitwise_xor, matmul, mm, bmm, mv, dot, outer, atan2, hypot,
    div_trunc,
    logaddexp, inner, kron, masked_select, fmax, fmin,
}

internal enum BinaryInPlaceOperator
{
    add, sub, mul, div, pow, remainder, fmod, floor_divide, logical_and, logical_or,
    logical_xor, bitwise_and, bitwise_or, bitwise_xor, eq, ne, lt, le, gt, ge,
    div_trunc,
}

internal enum NumberOperator
{
    add, sub, mul, div, pow, remainder, fmod, floor_divide, eq, ne, lt,
    le, gt, ge, rsub,
    div_trunc,
    clamp_min, clamp_max, leaky_relu,
    elu,
}

internal enum NumberInPlaceOperator
{
    add, sub, mul, div, pow, remainder, fmod, floor_divide, fill, clamp_min, clamp_max,
    eq, ne, lt, le, gt, ge, div_trunc,
    leaky_relu, elu,
}

/// <summary>Reductions over all elements.</summary>
internal enum Reduction
{
    sum, mean, prod, max, min, argmax, argmin, all, any, median,
}

/// <summary>Reductions over any set of dimensions.</summary>
internal enum DimensionsReduction
{
    sum, mean, amax, amin, logsumexp,
}

/// <summary>Reductions over one dimension.</summary>
internal enum DimensionReduction
{
    argmax, argmin, all, any, prod,
}
