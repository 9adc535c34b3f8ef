// Steps of optimizers, with PyTorch's formulas (torch/optim/{sgd,adam,adamw}.py).
#include "shim.h"

#include <c10/core/GradMode.h>

#include <cmath>

using namespace edgenas;

// The parameter's gradient as the step uses it: turned round to maximize, with L2 decay added.
static at::Tensor effective_gradient(const at::Tensor& parameter, double weight_decay, bool maximize) {
  at::Tensor gradient = maximize ? parameter.grad().neg() : parameter.grad();
  return weight_decay != 0 ? gradient.add(parameter, weight_decay) : gradient;
}

namespace {

// rate: negative to maximize.
struct Sgd {
  double rate, momentum, dampening, weight_decay;
  int32_t nesterov;
};

bool same_floats(const at::Tensor& one, const at::Tensor& other) {
  return one.is_cpu() && other.is_cpu() && one.scalar_type() == at::kFloat && other.scalar_type() == at::kFloat && one.strides() == other.strides() &&
    one.sizes() == other.sizes() && one.is_non_overlapping_and_dense();
}

// One pass over memory. Without a momentum buffer `momentum` is null; a fresh one takes the gradient as it is.
void sgd_pass(const Sgd& sgd, int64_t count, float* __restrict parameter, const float* __restrict gradient, float* __restrict momentum, bool fresh) {
  const float decay = static_cast<float>(sgd.weight_decay), rate = static_cast<float>(sgd.rate);
  const float keep = fresh ? 0.f : static_cast<float>(sgd.momentum), take = fresh ? 1.f : static_cast<float>(1 - sgd.dampening);
  const float ahead = static_cast<float>(sgd.momentum);
  if (!momentum) {
    for (int64_t i = 0; i < count; i++) parameter[i] -= rate * (gradient[i] + decay * parameter[i]);
  } else if (sgd.nesterov) {
    for (int64_t i = 0; i < count; i++) {
      const float g = gradient[i] + decay * parameter[i];
      momentum[i] = keep * momentum[i] + take * g;
      parameter[i] -= rate * (g + ahead * momentum[i]);
    }
  } else {
    for (int64_t i = 0; i < count; i++) {
      momentum[i] = keep * momentum[i] + take * (gradient[i] + decay * parameter[i]);
      parameter[i] -= rate * momentum[i];
    }
  }
}

// In libtorch's own operators: other types and layouts.
void sgd_step(const Sgd& sgd, at::Tensor& parameter, at::Tensor* momentum, bool fresh) {
  at::Tensor gradient = effective_gradient(parameter, sgd.weight_decay, false);
  if (momentum) {
    if (fresh) momentum->copy_(gradient);
    else momentum->mul_(sgd.momentum).add_(gradient, 1 - sgd.dampening);
    gradient = sgd.nesterov ? gradient.add(*momentum, sgd.momentum) : *momentum;
  }
  parameter.add_(gradient, -sgd.rate);
}

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
bool alike(const at::Tensor& one, const at::Tensor& other) {
  return one.device() == other.device() && one.scalar_type() == other.scalar_type() && one.strides() == other.strides() && one.is_non_overlapping_and_dense();
}

// libtorch's own pass over many tensors.
bool sgd_pass_together(const Sgd& sgd, const std::vector<at::Tensor>& parameters, const std::vector<at::Tensor>& momentum, const std::vector<bool>& fresh) {
  std::vector<at::Tensor> tensors[2], gradients[2], buffers[2];
  for (size_t i = 0; i < parameters.size(); i++) {
    const at::Tensor& parameter = parameters[i];
    if (parameter.device() != parameters[0].device() || parameter.scalar_type() != parameters[0].scalar_type() || !alike(parameter, parameter.grad())) return false;
    const bool begins = !momentum.empty() && fresh[i];
    tensors[begins].push_back(parameter);
    gradients[begins].push_back(parameter.grad());
    if (momentum.empty()) continue;
    if (!alike(parameter, momentum[i])) return false;
    buffers[begins].push_back(momentum[i]);
  }
  for (bool begins : {false, true}) {
    if (tensors[begins].empty()) continue;
    at::_fused_sgd_(tensors[begins], gradients[begins], buffers[begins], sgd.weight_decay, sgd.momentum, sgd.rate, sgd.dampening, sgd.nesterov != 0, false, begins);
  }
  return true;
}
#else
bool sgd_pass_together(const Sgd&, const std::vector<at::Tensor>&, const std::vector<at::Tensor>&, const std::vector<bool>&) { return false; }
#endif

// A launch on a graphics processor takes as long as the work: one for all tensors instead of several for each.
void sgd_steps_together(const Sgd& sgd, const std::vector<at::Tensor>& parameters, const std::vector<at::Tensor>& momentum, const std::vector<bool>& fresh) {
  if (sgd_pass_together(sgd, parameters, momentum, fresh)) return;
  std::vector<at::Tensor> gradients;
  for (const at::Tensor& parameter : parameters) gradients.push_back(parameter.grad());
  if (sgd.weight_decay != 0) gradients = at::_foreach_add(gradients, parameters, sgd.weight_decay);
  if (!momentum.empty()) {
    // To a buffer of zeros, a whole gradient is added whatever the dampening.
    std::vector<at::Tensor> first, later, first_gradients, later_gradients;
    for (size_t i = 0; i < momentum.size(); i++) {
      (fresh[i] ? first : later).push_back(momentum[i]);
      (fresh[i] ? first_gradients : later_gradients).push_back(gradients[i]);
    }
    if (!first.empty()) at::_foreach_add_(first, first_gradients, 1);
    if (!later.empty()) {
      at::_foreach_mul_(later, sgd.momentum);
      at::_foreach_add_(later, later_gradients, 1 - sgd.dampening);
    }
    gradients = sgd.nesterov ? at::_foreach_add(gradients, momentum, sgd.momentum) : momentum;
  }
  at::_foreach_add_(parameters, gradients, -sgd.rate);
}

}  // namespace

// One step of a group. buffers: the momentum buffer of each parameter, made when it first has a gradient (in/out; null before). Parameters without a gradient are
// left alone.
ENT_API int32_t ent_sgd_step(const Handle* parameters, Handle* buffers, int32_t n, const Sgd* sgd) {
  return status([&] {
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> together, momentum;
    std::vector<bool> fresh;
    for (int32_t i = 0; i < n; i++) {
      at::Tensor& parameter = *parameters[i];
      const at::Tensor& gradient = parameter.grad();
      if (!gradient.defined()) continue;
      const bool begins = sgd->momentum != 0 && !buffers[i];
      if (begins) buffers[i] = own(at::zeros_like(gradient));
      at::Tensor* buffer = sgd->momentum != 0 ? buffers[i] : nullptr;
      if (parameter.is_cuda()) {
        together.push_back(parameter);
        if (buffer) {
          momentum.push_back(*buffer);
          fresh.push_back(begins);
        }
      } else if (same_floats(parameter, gradient) && (!buffer || same_floats(parameter, *buffer))) {
        sgd_pass(*sgd, parameter.numel(), parameter.data_ptr<float>(), gradient.data_ptr<float>(), buffer ? buffer->data_ptr<float>() : nullptr, begins);
      } else {
        sgd_step(*sgd, parameter, buffer, begins);
      }
    }
    if (!together.empty()) sgd_steps_together(*sgd, together, momentum, fresh);
  });
}

// decoupled: AdamW's decay of the parameter itself instead of L2 in the gradient. step counts from 1.
ENT_API int32_t ent_adam_step(Handle parameter, Handle average, Handle square, Handle largest_square, int64_t step, double rate, double beta1, double beta2, double eps, double weight_decay, int32_t decoupled, int32_t maximize) {
  return status([&] {
    if (!parameter->grad().defined()) return;
    at::NoGradGuard no_grad;
    if (decoupled && weight_decay != 0) parameter->mul_(1 - rate * weight_decay);
    at::Tensor gradient = effective_gradient(*parameter, decoupled ? 0 : weight_decay, maximize != 0);
    average->mul_(beta1).add_(gradient, 1 - beta1);
    square->mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
    double correction1 = 1 - std::pow(beta1, static_cast<double>(step));
    double correction2 = 1 - std::pow(beta2, static_cast<double>(step));
    at::Tensor second = *square;
    if (largest_square) {
      at::maximum_out(*largest_square, *largest_square, *square);
      second = *largest_square;
    }
    at::Tensor denominator = second.sqrt().div_(std::sqrt(correction2)).add_(eps);
    parameter->addcdiv_(*average, denominator, -(rate / correction1));
  });
}

// Many norms in one tensor. Those of one launch over many tensors are its parts already.
static at::Tensor together(const std::vector<at::Tensor>& norms) {
  for (size_t i = 0; i < norms.size(); i++) {
    if (norms[i].dim() != 0 || !norms[i].is_alias_of(norms[0]) || norms[i].storage_offset() != norms[0].storage_offset() + static_cast<int64_t>(i)) return at::stack(norms);
  }
  return norms[0].as_strided({static_cast<int64_t>(norms.size())}, {1});
}

// Scales all gradients by max_norm / (norm + 1e-6) if their joint norm is larger; returns that norm, negative on error.
ENT_API double ent_clip_grad_norm(const Handle* parameters, int32_t n, double max_norm, double norm_type) {
  double total = -1;
  status([&] {
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> norms, gradients;
    for (int32_t i = 0; i < n; i++) {
      if (parameters[i]->grad().defined()) gradients.push_back(parameters[i]->grad());
    }
    if (gradients.empty()) {
      total = 0;
      return;
    }
    const bool at_once = gradients[0].is_cuda() && (norm_type == 1 || norm_type == 2);
    if (at_once) norms = at::_foreach_norm(gradients, norm_type);
    else for (const at::Tensor& gradient : gradients) norms.push_back(std::isinf(norm_type) ? gradient.abs().max() : gradient.norm(norm_type));
    at::Tensor stacked = together(norms);
    double norm = (std::isinf(norm_type) ? stacked.max() : stacked.norm(norm_type)).item<double>();
    double scale = max_norm / (norm + 1e-6);
    if (scale < 1 && at_once) at::_foreach_mul_(gradients, scale);
    else if (scale < 1) for (at::Tensor& gradient : gradients) gradient.mul_(scale);
    total = norm;
  });
  return total;
}
