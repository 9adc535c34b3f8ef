// Gradients.
#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace edgenas;

ENT_API int32_t ent_requires_grad(Handle t) { return t->requires_grad(); }
ENT_API int32_t ent_set_requires_grad(Handle t, int32_t value) { return status([&] { t->set_requires_grad(value != 0); }); }
ENT_API int32_t ent_is_leaf(Handle t) { return t->is_leaf(); }
ENT_API int32_t ent_retain_grad(Handle t) { return status([&] { t->retain_grad(); }); }

// Null without an error when there is none yet.
ENT_API Handle ent_grad(Handle t) {
  const at::Tensor& grad = t->grad();
  return grad.defined() ? own(grad) : nullptr;
}

ENT_API int32_t ent_set_grad(Handle t, Handle grad) { return status([&] { t->mutable_grad() = tensor_or_undefined(grad); }); }

ENT_API int32_t ent_zero_grads(const Handle* parameters, int32_t n, int32_t set_to_none) {
  return status([&] {
    for (int32_t i = 0; i < n; i++) {
      at::Tensor& grad = parameters[i]->mutable_grad();
      if (!grad.defined()) continue;
      if (set_to_none) {
        grad.reset();
      } else {
        grad.detach_();
        grad.zero_();
      }
    }
  });
}

ENT_API int32_t ent_backward(const Handle* outputs, int32_t n, const Handle* grads, int32_t m, int32_t retain, int32_t create, const Handle* inputs, int32_t k) {
  return status([&] {
    torch::autograd::backward(tensors(outputs, n), tensors(grads, m), Optional<bool>(retain != 0), create != 0, tensors(inputs, k));
  });
}

// A gradient of an unused input is null.
ENT_API int32_t ent_autograd_grad(const Handle* outputs, int32_t n, const Handle* inputs, int32_t k, const Handle* grads, int32_t m, int32_t retain, int32_t create, int32_t allow_unused, Handle* results) {
  return status([&] {
    auto found = torch::autograd::grad(tensors(outputs, n), tensors(inputs, k), tensors(grads, m), Optional<bool>(retain != 0), create != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = found[i].defined() ? own(found[i]) : nullptr;
  });
}

ENT_API int32_t ent_grad_enabled() { return c10::GradMode::is_enabled(); }
ENT_API void ent_set_grad_enabled(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
ENT_API int32_t ent_inference_enabled() { return c10::InferenceMode::is_enabled(); }

// A guard belongs to the thread that made it.
ENT_API void* ent_inference_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
ENT_API void ent_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
