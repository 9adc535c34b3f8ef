// Chains of convolution, batch norm and activation as one operator. A network bound by memory gains what it doesn't write: only the convolutions' own results
// are kept; normalized and activated values, and most gradients, exist in a cache's worth of pixels at a time, forward and backward.
#pragma once

#include "shim.h"

namespace edgenas::chain {

// A convolution without bias, batch norm, and an activation that holds its input between two bounds (none: infinities; ReLU6: 0 and 6).
struct Unit {
  at::Tensor weight, scale, shift;
  at::Tensor running_mean, running_variance;  // may be undefined if batch
  int64_t stride, padding, groups;
  bool batch;                                 // normalizes by the batch's statistics and takes them into the running ones
  double momentum, eps;
  float low, high;
};

// Whether the chain can compute all of the units at once: CPU, float32, channels last, convolutions that are 1×1 or depthwise or the first.
bool applies(const at::Tensor& input, const std::vector<Unit>& units);

// With gradients. Results don't depend on the number of threads.
at::Tensor run(const at::Tensor& input, const std::vector<Unit>& units);

}  // namespace edgenas::chain
