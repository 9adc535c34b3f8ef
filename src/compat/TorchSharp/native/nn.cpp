// Layers and losses.
#include "depthwise.h"

using namespace edgenas;

ENT_API Handle ent_linear(Handle input, Handle weight, Handle bias) {
  return result([&] { return at::linear(*input, *weight, tensor_or_none(bias)); });
}

ENT_API Handle ent_conv2d(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups) {
  return result([&] {
    if (depthwise::applies(*input, *weight, bias != nullptr, ints(stride, 2), ints(padding, 2), ints(dilation, 2), groups))
      return depthwise::convolve(*input, *weight, stride[0], padding[0]);
    return at::conv2d(*input, *weight, tensor_or_none(bias), ints(stride, 2), ints(padding, 2), ints(dilation, 2), groups);
  });
}

ENT_API Handle ent_conv2d_same(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* dilation, int64_t groups) {
  return result([&] { return at::conv2d(*input, *weight, tensor_or_none(bias), ints(stride, 2), "same", ints(dilation, 2), groups); });
}

ENT_API Handle ent_batch_norm(Handle input, Handle weight, Handle bias, Handle mean, Handle variance, int32_t training, double momentum, double eps) {
  return result([&] {
    return at::batch_norm(*input, tensor_or_none(weight), tensor_or_none(bias), tensor_or_none(mean), tensor_or_none(variance), training != 0, momentum, eps, false);
  });
}

ENT_API Handle ent_layer_norm(Handle input, const int64_t* shape, int32_t n, Handle weight, Handle bias, double eps) {
  return result([&] { return at::layer_norm(*input, ints(shape, n), tensor_or_none(weight), tensor_or_none(bias), eps); });
}

ENT_API Handle ent_dropout(Handle input, double p, int32_t training) { return result([&] { return at::dropout(*input, p, training != 0); }); }
ENT_API int32_t ent_dropout_(Handle input, double p, int32_t training) { return status([&] { at::dropout_(*input, p, training != 0); }); }
ENT_API Handle ent_feature_dropout(Handle input, double p, int32_t training) { return result([&] { return at::feature_dropout(*input, p, training != 0); }); }
ENT_API Handle ent_adaptive_avg_pool2d(Handle input, const int64_t* size) { return result([&] { return at::adaptive_avg_pool2d(*input, ints(size, 2)); }); }

ENT_API Handle ent_avg_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, int32_t ceil, int32_t count_pad, int64_t divisor) {
  return result([&] {
    return at::avg_pool2d(*input, ints(kernel, 2), ints(stride, 2), ints(padding, 2), ceil != 0, count_pad != 0, int_or_none(divisor));
  });
}

ENT_API Handle ent_max_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int32_t ceil) {
  return result([&] { return at::max_pool2d(*input, ints(kernel, 2), ints(stride, 2), ints(padding, 2), ints(dilation, 2), ceil != 0); });
}

ENT_API int32_t ent_max_pool2d_with_indices(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int32_t ceil, Handle* values, Handle* indices) {
  return status([&] {
    auto both = at::max_pool2d_with_indices(*input, ints(kernel, 2), ints(stride, 2), ints(padding, 2), ints(dilation, 2), ceil != 0);
    *values = own(std::get<0>(both));
    *indices = own(std::get<1>(both));
  });
}

ENT_API Handle ent_embedding(Handle weight, Handle indices, int64_t padding_index, int32_t scale_by_freq, int32_t sparse) {
  return result([&] { return at::embedding(*weight, *indices, padding_index, scale_by_freq != 0, sparse != 0); });
}

ENT_API Handle ent_constant_pad(Handle input, const int64_t* pad, int32_t n, double value) {
  return result([&] { return at::constant_pad_nd(*input, ints(pad, n), value); });
}

ENT_API Handle ent_reflection_pad2d(Handle input, const int64_t* pad) { return result([&] { return at::reflection_pad2d(*input, ints(pad, 4)); }); }
ENT_API Handle ent_replication_pad2d(Handle input, const int64_t* pad) { return result([&] { return at::replication_pad2d(*input, ints(pad, 4)); }); }

ENT_API Handle ent_cross_entropy(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction, double smoothing) {
  return result([&] { return at::cross_entropy_loss(*input, *target, tensor_or_none(weight), reduction, ignore_index, smoothing); });
}

ENT_API Handle ent_nll_loss(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction) {
  return result([&] { return at::nll_loss_nd(*input, *target, tensor_or_none(weight), reduction, ignore_index); });
}

// kind: 0 mean squared, 1 absolute, 2 Huber (parameter: delta), 3 smooth absolute (parameter: beta).
ENT_API Handle ent_pair_loss(int32_t kind, Handle input, Handle target, int64_t reduction, double parameter) {
  return result([&]() -> at::Tensor {
    switch (kind) {
      case 0: return at::mse_loss(*input, *target, reduction);
      case 1: return at::l1_loss(*input, *target, reduction);
      case 2: return at::huber_loss(*input, *target, reduction, parameter);
      case 3: return at::smooth_l1_loss(*input, *target, reduction, parameter);
      default: throw std::invalid_argument("unknown loss number");
    }
  });
}

ENT_API Handle ent_bce_with_logits(Handle input, Handle target, Handle weight, Handle positive_weight, int64_t reduction) {
  return result([&] { return at::binary_cross_entropy_with_logits(*input, *target, tensor_or_none(weight), tensor_or_none(positive_weight), reduction); });
}

ENT_API Handle ent_bce(Handle input, Handle target, Handle weight, int64_t reduction) {
  return result([&] { return at::binary_cross_entropy(*input, *target, tensor_or_none(weight), reduction); });
}

ENT_API Handle ent_kl_div(Handle input, Handle target, int64_t reduction, int32_t log_target) {
  return result([&] { return at::kl_div(*input, *target, reduction, log_target != 0); });
}
