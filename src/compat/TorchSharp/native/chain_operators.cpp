// A chain in libtorch's own operators, without the graph of gradients that they would build: what is launched can be recorded.
#include "chain.h"

#include <c10/core/GradMode.h>

#include <cmath>

namespace edgenas::chain::operators {
namespace {

// Of a unit: the convolution's result, the batch's mean and inverted deviation, cuDNN's own notes (undefined where it wasn't asked), what was normalized.
constexpr size_t kKept = 5;

bool activated(const Unit& unit) { return !std::isinf(unit.low); }

void activate(const Unit& unit, at::Tensor& value) {
  if (std::isinf(unit.high)) at::relu_(value);
  else at::hardtanh_(value, unit.low, unit.high);
}

// `value` is what went into the activation or what came out: they are at a bound together.
at::Tensor activate_back(const Unit& unit, const at::Tensor& gradient, const at::Tensor& value) {
  return std::isinf(unit.high) ? at::threshold_backward(gradient, value, 0) : at::hardtanh_backward(gradient, value, unit.low, unit.high);
}

struct Normalized {
  at::Tensor value, mean, deviation, notes;
};

// cuDNN's batch norm is one launch where libtorch's is three, and takes no batch's deviation below that.
bool by_cudnn(const at::Tensor& value, const Unit& unit) { return value.is_cuda() && unit.batch && unit.eps >= 1e-5 && at::globalContext().hasCuDNN(); }

Normalized normalize(const at::Tensor& value, const Unit& u) {
  Normalized n;
  if (by_cudnn(value, u)) {
    std::tie(n.value, n.mean, n.deviation, n.notes) = at::cudnn_batch_norm(value, u.scale, u.shift, u.running_mean, u.running_variance, true, u.momentum, u.eps);
  } else {
    std::tie(n.value, n.mean, n.deviation) = at::native_batch_norm(value, u.scale, u.shift, u.running_mean, u.running_variance, u.batch, u.momentum, u.eps);
  }
  return n;
}

// Gradients of the value, the scale and the shift.
std::tuple<at::Tensor, at::Tensor, at::Tensor> normalize_back(
  const at::Tensor& gradient, const at::Tensor& value, const Unit& u, const at::Tensor& mean, const at::Tensor& deviation, const at::Tensor& notes) {
  if (by_cudnn(value, u)) return at::cudnn_batch_norm_backward(value, gradient, u.scale, {}, {}, mean, deviation, u.eps, notes);
  return at::native_batch_norm_backward(gradient, value, u.scale, {}, {}, mean, deviation, true, u.eps, {true, true, true});
}

std::array<int64_t, 2> pair(int64_t value) { return {value, value}; }

bool alike(const at::Tensor& tensor, const at::Tensor& input) {
  return tensor.device() == input.device() && tensor.scalar_type() == input.scalar_type() && tensor.layout() == at::kStrided;
}

void count_batches(const Units& units) {
  std::vector<at::Tensor> counters;
  for (const Unit& unit : units) {
    if (unit.batches.defined()) counters.push_back(unit.batches);
  }
  if (!counters.empty()) at::_foreach_add_(counters, 1);
}

}  // namespace

bool applies(const at::Tensor& input, const Units& units) {
  if (input.dim() != 4 || input.numel() == 0 || input.scalar_type() != at::kFloat || input.layout() != at::kStrided || !input.is_non_overlapping_and_dense()) return false;
  int64_t channels = input.size(1), height = input.size(2), width = input.size(3);
  for (const Unit& u : units) {
    if (u.weight.dim() != 4 || u.weight.size(1) * u.groups != channels) return false;
    for (const at::Tensor* tensor : {&u.weight, &u.scale, &u.shift}) {
      if (!alike(*tensor, input) || tensor->size(0) != u.weight.size(0)) return false;
    }
    for (const at::Tensor* tensor : {&u.running_mean, &u.running_variance}) {
      if (tensor->defined() ? !alike(*tensor, input) || tensor->numel() != u.weight.size(0) : !u.batch) return false;
    }
    if (u.batches.defined() && u.batches.device() != input.device()) return false;
    height = (height + 2 * u.padding - u.weight.size(2)) / u.stride + 1;
    width = (width + 2 * u.padding - u.weight.size(3)) / u.stride + 1;
    // One value for each channel has no variance: whoever normalizes it says so.
    if (height < 1 || width < 1 || (u.batch && input.size(0) * height * width < 2)) return false;
    channels = u.weight.size(0);
  }
  return true;
}

Result forward(const at::Tensor& input, const Units& units, bool keep) {
  at::NoGradGuard none;
  Result all;
  all.output = input;
  for (size_t i = 0; i < units.size(); i++) {
    const Unit& u = units[i];
    const at::Tensor result = at::convolution(all.output, u.weight, {}, pair(u.stride), pair(u.padding), pair(1), false, pair(0), u.groups);
    const Normalized normalized = normalize(result, u);
    // Whoever gets the output may change it, so what a gradient needs of the last unit is kept apart from it.
    const bool last = i + 1 == units.size(), apart = last && keep && activated(u);
    if (keep) all.kept.insert(all.kept.end(), {result, normalized.mean, normalized.deviation, normalized.notes, last && !apart ? at::Tensor() : normalized.value});
    all.output = apart ? normalized.value.clone() : normalized.value;
    if (activated(u)) activate(u, all.output);
  }
  count_batches(units);
  return all;
}

Gradients backward(const at::Tensor& input, const Units& units, const std::vector<at::Tensor>& kept, const at::Tensor& gradient, bool input_gradient) {
  at::NoGradGuard none;
  Gradients found(1 + kTensors * units.size());
  auto of = [&](size_t unit, size_t which) -> const at::Tensor& { return kept[kKept * unit + which]; };
  // In the layout of the values, whatever it came in: another one would be summed in another order.
  at::Tensor slope = gradient.contiguous(of(units.size() - 1, 0).suggest_memory_format());
  for (size_t i = units.size(); i-- > 0;) {
    const Unit& u = units[i];
    if (activated(u)) slope = activate_back(u, slope, of(i, 4));
    std::tie(slope, found[2 + kTensors * i], found[3 + kTensors * i]) = normalize_back(slope, of(i, 0), u, of(i, 1), of(i, 2), of(i, 3));
    std::tie(slope, found[1 + kTensors * i], std::ignore) = at::convolution_backward(
      slope, i > 0 ? of(i - 1, 4) : input, u.weight, at::OptionalIntArrayRef(), pair(u.stride), pair(u.padding), pair(1), false, pair(0), u.groups, {i > 0 || input_gradient, true, false});
  }
  found[0] = slope;
  return found;
}

}  // namespace edgenas::chain::operators
