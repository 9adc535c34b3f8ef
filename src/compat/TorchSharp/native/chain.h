// Chains of convolution, batch norm and activation as one operator. On a processor a network bound by memory gains what it doesn't write: only the
// convolutions' own results are kept; normalized and activated values, and most gradients, exist in a cache's worth of pixels at a time, forward and backward.
// On a graphics processor, where launches are what such networks spend their time on, it gains that a chain's launches are recorded and then cost one.
#pragma once

#include "shim.h"

namespace edgenas::chain {

// A convolution without bias, batch norm, and an activation that holds its input between two bounds (none: infinities; ReLU6: 0 and 6).
struct Unit {
  at::Tensor weight, scale, shift;
  at::Tensor running_mean, running_variance;  // may be undefined if batch
  at::Tensor batches;                         // counts them; undefined: nobody does
  int64_t stride, padding, groups;
  bool batch;                                 // normalizes by the batch's statistics and takes them into the running ones
  double momentum, eps;
  float low, high;
};

using Units = std::vector<Unit>;

// What a backward pass needs of the forward one is kept; which tensors these are is known to those who compute it alone.
struct Result {
  at::Tensor output;
  std::vector<at::Tensor> kept;
};

constexpr size_t kTensors = 3;  // of a unit that have gradients: weight, scale, shift

// Gradients: the input's (undefined unless it is wanted), then the units'.
using Gradients = std::vector<at::Tensor>;

// CPU, float32, channels last, convolutions that are 1×1 or depthwise or the first. Results don't depend on the number of threads.
namespace fused {

bool applies(const at::Tensor& input, const Units& units, bool gradient);
Result forward(const at::Tensor& input, const Units& units, bool keep);
Gradients backward(const at::Tensor& input, const Units& units, const std::vector<at::Tensor>& kept, const at::Tensor& gradient, bool input_gradient);

// Which kernels are used: see ent_chain_kernels.
bool use(const std::string& name);

}  // namespace fused

// libtorch's own operators one by one, float32.
namespace operators {

bool applies(const at::Tensor& input, const Units& units);
Result forward(const at::Tensor& input, const Units& units, bool keep);
Gradients backward(const at::Tensor& input, const Units& units, const std::vector<at::Tensor>& kept, const at::Tensor& gradient, bool input_gradient);

}  // namespace operators

}  // namespace edgenas::chain
