// The chain as an autograd operator, and its exports.
#include "chain.h"

#include "chain_recordings.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>

namespace edgenas::chain {
namespace {

std::atomic<int64_t> runs{0};

// For tests: operators take the processor's chains too.
std::atomic<bool> operators_everywhere{false};

bool by_operators(const at::Tensor& input) { return input.is_cuda() || operators_everywhere; }

bool wants_gradient(const at::Tensor& tensor) { return c10::GradMode::is_enabled() && tensor.requires_grad(); }

bool wants_gradients(const at::Tensor& input, const Units& units) {
  return wants_gradient(input) ||
    std::any_of(units.begin(), units.end(), [](const Unit& u) { return wants_gradient(u.weight) || wants_gradient(u.scale) || wants_gradient(u.shift); });
}

// What a backward pass needs besides tensors.
struct Plan : torch::CustomClassHolder {
  Units units;
  Recordings* recordings;
  bool by_operators, input_gradient;
  std::shared_ptr<Recording> recording;
};

class Chain : public torch::autograd::Function<Chain> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, at::TensorList tensors, c10::intrusive_ptr<Plan> plan) {
    const Units units = with_tensors(*plan, tensors);
    Result all;
    if (!plan->by_operators) all = fused::forward(input, units, true);
    else if (!plan->recordings) all = operators::forward(input, units, true);
    else std::tie(all, plan->recording) = plan->recordings->forward(input, units, true, plan->input_gradient);
    torch::autograd::variable_list saved{input};
    saved.insert(saved.end(), tensors.begin(), tensors.end());
    saved.insert(saved.end(), all.kept.begin(), all.kept.end());
    context->save_for_backward(std::move(saved));
    for (Unit& unit : plan->units) unit.running_mean = unit.running_variance = unit.batches = at::Tensor();
    context->saved_data["plan"] = c10::IValue::make_capsule(plan);
    return all.output;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list grads) {
    auto plan = c10::static_intrusive_pointer_cast<Plan>(context->saved_data["plan"].toCapsule());
    const auto saved = context->get_saved_variables();
    const size_t tensors = kTensors * plan->units.size();
    if (!grads[0].defined()) return torch::autograd::variable_list(2 + tensors);
    const at::Tensor& input = saved[0];
    const at::TensorList own(saved.data() + 1, tensors);
    const Units units = with_tensors(*plan, own);
    if (c10::GradMode::is_enabled()) return differentiable(input, own, units, grads[0]);
    Gradients found = gradients(*plan, input, units, {saved.begin() + 1 + tensors, saved.end()}, grads[0]);
    found.emplace_back();  // the plan's
    return found;
  }

 private:
  static Gradients gradients(const Plan& plan, const at::Tensor& input, const Units& units, const std::vector<at::Tensor>& kept, const at::Tensor& gradient) {
    if (!plan.by_operators) return fused::backward(input, units, kept, gradient, plan.input_gradient);
    if (plan.recording) {
      if (auto found = plan.recording->backward(gradient)) return *found;
    }
    return operators::backward(input, units, kept, gradient, plan.input_gradient);
  }

  static Units with_tensors(const Plan& plan, at::TensorList tensors) {
    Units units = plan.units;
    for (size_t i = 0; i < units.size(); i++) {
      units[i].weight = tensors[kTensors * i];
      units[i].scale = tensors[kTensors * i + 1];
      units[i].shift = tensors[kTensors * i + 2];
    }
    return units;
  }

  // Gradients of gradients: the chain once more in libtorch's own operators, of which each is differentiable twice.
  static torch::autograd::variable_list differentiable(const at::Tensor& input, at::TensorList tensors, const Units& units, const at::Tensor& gradient) {
    at::Tensor value = input;
    for (const Unit& u : units) {
      value = at::conv2d(value, u.weight, {}, {u.stride, u.stride}, {u.padding, u.padding}, {1, 1}, u.groups);
      value = at::batch_norm(value, u.scale, u.shift, {}, {}, true, 0, u.eps, false);
      if (!std::isinf(u.low)) value = std::isinf(u.high) ? at::relu(value) : at::hardtanh(value, u.low, u.high);
    }
    torch::autograd::variable_list all{input}, wanted, found(2 + tensors.size());
    all.insert(all.end(), tensors.begin(), tensors.end());
    for (const at::Tensor& tensor : all) {
      if (tensor.requires_grad()) wanted.push_back(tensor);
    }
    const auto grads = torch::autograd::grad({value}, wanted, {gradient}, true, true, true);
    for (size_t i = 0, next = 0; i < all.size(); i++) {
      if (all[i].requires_grad()) found[i] = grads[next++];
    }
    return found;
  }
};

bool applies(const at::Tensor& input, const Units& units) {
  if (units.empty()) return false;
  // Running statistics are numbers in evaluation: the backward passes here are those of the batch's own.
  if (wants_gradients(input, units) && !std::all_of(units.begin(), units.end(), [](const Unit& u) { return u.batch; })) return false;
  return by_operators(input) ? operators::applies(input, units) : fused::applies(input, units, wants_gradient(input));
}

at::Tensor run(const at::Tensor& input, const Units& units, Recordings* recordings) {
  runs++;
  if (!wants_gradients(input, units)) {
    if (!by_operators(input)) return fused::forward(input, units, false).output;
    return recordings ? recordings->forward(input, units, false, false).first.output : operators::forward(input, units, false).output;
  }
  std::vector<at::Tensor> tensors;
  for (const Unit& unit : units) tensors.insert(tensors.end(), {unit.weight, unit.scale, unit.shift});
  auto plan = c10::make_intrusive<Plan>();
  plan->units = units;
  plan->recordings = recordings;
  plan->by_operators = by_operators(input);
  plan->input_gradient = input.requires_grad();
  for (Unit& unit : plan->units) unit.weight = unit.scale = unit.shift = at::Tensor();
  return Chain::apply(input, at::TensorList(tensors), plan);
}

}  // namespace
}  // namespace edgenas::chain

using namespace edgenas;

// A unit as the managed side passes it. weight … batches: handles; mean, variance and batches may be null.
struct ChainUnit {
  Handle weight, scale, shift, mean, variance, batches;
  int64_t stride, padding, groups, batch;
  double momentum, eps, low, high;

  edgenas::chain::Unit unit() const {
    return {*weight, *scale, *shift, tensor_or_undefined(mean), tensor_or_undefined(variance), tensor_or_undefined(batches), stride, padding, groups, batch != 0, momentum, eps,
            static_cast<float>(low), static_cast<float>(high)};
  }
};

static edgenas::chain::Units units_of(const ChainUnit* units, int32_t n) {
  edgenas::chain::Units list;
  for (int32_t i = 0; i < n; i++) list.push_back(units[i].unit());
  return list;
}

// 1: ent_chain can compute these; 0: it can't; negative on error.
ENT_API int32_t ent_chain_applies(Handle input, const ChainUnit* units, int32_t n) {
  return static_cast<int32_t>(edgenas::count([&] { return edgenas::chain::applies(*input, units_of(units, n)) ? 1 : 0; }));
}

// recordings: of this chain, or null.
ENT_API Handle ent_chain(Handle input, const ChainUnit* units, int32_t n, edgenas::chain::Recordings* recordings) {
  return edgenas::result([&] { return edgenas::chain::run(*input, units_of(units, n), recordings); });
}

ENT_API edgenas::chain::Recordings* ent_chain_recordings() { return new edgenas::chain::Recordings; }
ENT_API void ent_chain_recordings_free(edgenas::chain::Recordings* recordings) { delete recordings; }

// For tests and benchmarks: "avx512", "avx2", "portable", "operators" (libtorch's), "off", or "" for the machine's best. Returns 0 if the machine lacks them.
ENT_API int32_t ent_chain_kernels(const char* name) {
  using namespace edgenas::chain;
  const std::string wanted = name;
  operators_everywhere = wanted == "operators";
  return operators_everywhere || fused::use(wanted) ? 1 : 0;
}

// Chains that were computed at once, passes of them that were replayed, and recordings that there are.
ENT_API int64_t ent_chain_runs() { return edgenas::chain::runs; }
ENT_API int64_t ent_chain_alive() { return edgenas::chain::Recording::alive; }
ENT_API int64_t ent_chain_replays() { return edgenas::chain::replays; }
