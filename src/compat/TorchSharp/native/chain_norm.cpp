#include "chain_norm.h"

#include <algorithm>
#include <cmath>

namespace edgenas::chain {
namespace {

// Mean and variance of a channel from its groups' sums, merged in the order of the groups (Chan, Golub, LeVeque, 1979).
void merge(const Layer& layer, const Sums& sums, int64_t channel, double* mean, double* variance) {
  double count = 0, middle = 0, squares = 0;
  for (int64_t group = 0; group < layer.groups(); group++) {
    const int64_t at = group * sums.channels + channel;
    const double more = static_cast<double>((layer.first_image(group + 1) - layer.first_image(group)) * layer.out_pixels());
    const double offset = sums.one[at] / more, distance = sums.around[at] + offset - middle;
    squares += sums.two[at] - sums.one[at] * offset + distance * distance * count * more / (count + more);
    middle += distance * more / (count + more);
    count += more;
  }
  *mean = middle;
  *variance = std::max(0.0, squares / count);
  if (std::isnan(squares)) *variance = squares;
}

void update(const at::Tensor& running, int64_t channel, double value, double momentum) {
  float* target = running.data_ptr<float>() + channel;
  *target = static_cast<float>((1 - momentum) * *target + momentum * value);
}

}  // namespace

NormTensor norm_of(const Layer& layer, const Unit& unit, const Sums* sums) {
  NormTensor norm(at::zeros({4, layer.out_blocks() * kLanes}, at::TensorOptions().dtype(at::kFloat)));
  const float *scale = unit.scale.data_ptr<float>(), *shift = unit.shift.data_ptr<float>();
  const double count = static_cast<double>(layer.images * layer.out_pixels());
  for (int64_t c = 0; c < layer.out; c++) {
    double mean, variance;
    if (sums) {
      merge(layer, *sums, c, &mean, &variance);
      if (unit.running_mean.defined()) update(unit.running_mean, c, mean, unit.momentum);
      if (unit.running_variance.defined()) update(unit.running_variance, c, variance * count / (count - 1), unit.momentum);
    } else {
      mean = unit.running_mean.data_ptr<float>()[c];
      variance = unit.running_variance.data_ptr<float>()[c];
    }
    const double factor = 1 / std::sqrt(variance + unit.eps);
    norm.scale()[c] = static_cast<float>(scale[c] * factor);
    norm.shift()[c] = static_cast<float>(shift[c] - mean * scale[c] * factor);
    norm.mean()[c] = static_cast<float>(mean);
    norm.factor()[c] = static_cast<float>(factor);
  }
  return norm;
}

at::Tensor slopes_of(const Layer& layer, const NormTensor& norm, const Sums& sums, at::Tensor& grad_scale, at::Tensor& grad_shift) {
  at::Tensor slopes = at::zeros({3, norm.width}, at::TensorOptions().dtype(at::kFloat));
  float* numbers = slopes.data_ptr<float>();
  const double count = static_cast<double>(layer.images * layer.out_pixels());
  for (int64_t c = 0; c < layer.out; c++) {
    double one = 0, two = 0;
    for (int64_t group = 0; group < layer.groups(); group++) {
      one += sums.one[group * sums.channels + c];
      two += sums.two[group * sums.channels + c];
    }
    const double factor = norm.factor()[c], a = norm.scale()[c];
    two *= factor;
    grad_shift.data_ptr<float>()[c] = static_cast<float>(one);
    grad_scale.data_ptr<float>()[c] = static_cast<float>(two);
    const double b = -a * factor * two / count;
    numbers[c] = static_cast<float>(a);
    numbers[norm.width + c] = static_cast<float>(b);
    numbers[2 * norm.width + c] = static_cast<float>(-a * one / count - b * norm.mean()[c]);
  }
  return slopes;
}

}  // namespace edgenas::chain
