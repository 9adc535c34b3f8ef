// Depthwise convolution by own kernels, where they apply.
#pragma once

#include "shim.h"

namespace edgenas::depthwise {

// Whether own kernels take this convolution: CPU, float32, channels last, one filter per channel, square kernel 3, 5 or 7, stride 1 or 2.
bool applies(const at::Tensor& input, const at::Tensor& weight, bool has_bias, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, int64_t groups);

// With gradients. Results don't depend on the number of threads.
at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding);

}  // namespace edgenas::depthwise
