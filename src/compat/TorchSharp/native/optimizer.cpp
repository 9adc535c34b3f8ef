// One optimizer step of one parameter, with PyTorch's formulas (torch/optim/{sgd,adam,adamw}.py).
#include "shim.h"

#include <c10/core/GradMode.h>

#include <cmath>

using namespace edgenas;

// The parameter's gradient as the step uses it: turned round to maximize, with L2 decay added.
static at::Tensor effective_gradient(const at::Tensor& parameter, double weight_decay, bool maximize) {
  at::Tensor gradient = maximize ? parameter.grad().neg() : parameter.grad();
  return weight_decay != 0 ? gradient.add(parameter, weight_decay) : gradient;
}

// buffer: the momentum buffer, made on the first step (in/out; null before). A parameter without a gradient is left alone.
ENT_API int32_t ent_sgd_step(Handle parameter, Handle* buffer, double rate, double momentum, double dampening, double weight_decay, int32_t nesterov, int32_t maximize) {
  return status([&] {
    if (!parameter->grad().defined()) return;
    at::NoGradGuard no_grad;
    at::Tensor gradient = effective_gradient(*parameter, weight_decay, maximize != 0);
    if (momentum != 0) {
      if (!*buffer) *buffer = own(gradient.detach().clone());
      else (*buffer)->mul_(momentum).add_(gradient, 1 - dampening);
      gradient = nesterov ? gradient.add(**buffer, momentum) : **buffer;
    }
    parameter->add_(gradient, -rate);
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

// Scales all gradients by max_norm / (norm + 1e-6) if their joint norm is larger; returns that norm, negative on error.
ENT_API double ent_clip_grad_norm(const Handle* parameters, int32_t n, double max_norm, double norm_type) {
  double total = -1;
  status([&] {
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> norms;
    for (int32_t i = 0; i < n; i++) {
      const at::Tensor& gradient = parameters[i]->grad();
      if (!gradient.defined()) continue;
      norms.push_back(std::isinf(norm_type) ? gradient.abs().max() : gradient.norm(norm_type));
    }
    if (norms.empty()) {
      total = 0;
      return;
    }
    at::Tensor stacked = at::stack(norms);
    double norm = (std::isinf(norm_type) ? stacked.max() : stacked.norm(norm_type)).item<double>();
    double scale = max_norm / (norm + 1e-6);
    if (scale < 1) {
      for (int32_t i = 0; i < n; i++) {
        if (parameters[i]->grad().defined()) parameters[i]->grad().mul_(scale);
      }
    }
    total = norm;
  });
  return total;
}
