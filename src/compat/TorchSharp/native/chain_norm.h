// Batch norm in a chain: from sums over the images to a scale and a shift per channel, and back.
#pragma once

#include "chain.h"
#include "chain_passes.h"

namespace edgenas::chain {

// Scale, shift, mean and 1 / deviation of a layer's channels, each in whole blocks.
struct NormTensor {
  explicit NormTensor(at::Tensor rows) : rows(std::move(rows)), numbers(this->rows.data_ptr<float>()), width(this->rows.size(1)) {}

  float* scale() const { return numbers; }
  float* shift() const { return numbers + width; }
  float* mean() const { return numbers + 2 * width; }
  float* factor() const { return numbers + 3 * width; }
  Norm norm(const Layer& layer) const { return {scale(), shift(), mean(), layer.low, layer.high}; }

  at::Tensor rows;
  float* numbers;
  int64_t width;
};

// sums: of the convolution's result; null: the running statistics are taken as they are. Else they take in the batch.
NormTensor norm_of(const Layer&, const Unit&, const Sums* sums);

// Gradients of scale and shift, and the slopes of the result's gradient, [3, width]: with x the normalized value,
// scale · factor · (g − mean(g) − x · mean(g · x)).
at::Tensor slopes_of(const Layer&, const NormTensor&, const Sums&, at::Tensor& grad_scale, at::Tensor& grad_shift);

}  // namespace edgenas::chain
