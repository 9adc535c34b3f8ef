// Depthwise convolutions, one block of one image at a time.
#include "chain_passes.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace edgenas::chain {
namespace {

// [channels, 1, k, k] → [block][k²][16], zeros where the last block has no channel.
Buffer pack(const Layer& layer, const at::Tensor& weight) {
  const int64_t size = layer.shape.kernel * layer.shape.kernel;
  Buffer packed = allocate(layer.in_blocks() * size * kLanes);
  const at::Tensor plain = weight.contiguous();
  const float* source = plain.data_ptr<float>();
  for (int64_t c = 0; c < layer.in_blocks() * kLanes; c++) {
    for (int64_t k = 0; k < size; k++) packed.get()[((c / kLanes) * size + k) * kLanes + c % kLanes] = c < layer.in ? source[c * size + k] : 0;
  }
  return packed;
}

// The activated source of one block of one image between columns of zeros, which are there already.
void load(const Kernels& kernels, const Layer& layer, const Source& source, int64_t image, int64_t block, float* padded) {
  const Shape& s = layer.shape;
  float* target = padded + s.padding * kLanes;
  const int64_t step = padded_columns(s) * kLanes;
  if (!source.last) {
    kernels.activate({s.height, s.width, step}, source.blocks + Sheets::in(layer).of_image(image, block), source.norm.of(block), target);
    return;
  }
  const float* pixels = source.last + image * layer.in_pixels() * layer.in + block * kLanes;
  for (int64_t y = 0; y < s.height; y++)
    kernels.read_last(s.width, pixels + y * s.width * layer.in, layer.in, std::min(kLanes, layer.in - block * kLanes), target + y * step);
}

Buffer zeros(int64_t floats) {
  Buffer buffer = allocate(floats);
  std::memset(buffer.get(), 0, floats * sizeof(float));
  return buffer;
}

// Calls body(group, block) for all of them.
template <class Body>
void for_blocks(int64_t groups, int64_t blocks, int64_t begin, int64_t end, const Body& body) {
  for (int64_t i = begin; i < end; i++) body(i / blocks, i % blocks);
}

}  // namespace

void depthwise(const Kernels& kernels, const Layer& layer, const Source& source, const at::Tensor& weight, float* result, Sums* sums) {
  const Shape& s = layer.shape;
  const Sheets out = Sheets::out(layer);
  const int64_t blocks = layer.in_blocks(), size = s.kernel * s.kernel;
  const Buffer weights = pack(layer, weight);
  at::parallel_for(0, layer.groups() * blocks, 1, [&](int64_t begin, int64_t end) {
    Buffer padded = zeros(s.height * padded_columns(s) * kLanes);
    alignas(64) float pair[2 * kLanes];
    for_blocks(layer.groups(), blocks, begin, end, [&](int64_t group, int64_t block) {
      const int64_t first = layer.first_image(group);
      for (int64_t image = first; image < layer.first_image(group + 1); image++) {
        load(kernels, layer, source, image, block, padded.get());
        float* target = result + out.of_image(image, block);
        kernels.convolve(s, padded.get(), weights.get() + block * size * kLanes, target);
        if (!sums) continue;
        float* around = &sums->around[group * sums->channels + block * kLanes];
        if (image == first) std::memcpy(around, target, kLanes * sizeof(float));
        alignas(64) float middle[kLanes];
        std::memcpy(middle, around, sizeof middle);
        kernels.spread(out.image_pixels, target, middle, pair);
        sums->add(group, block, pair);
      }
    });
  });
}

void depthwise_back(
    const Kernels& kernels, const Layer& layer, const Source& source, const at::Tensor& weight, const Gradient& gradient, float* grad_source, Sums* sums,
    at::Tensor& grad_weight) {
  const Shape& s = layer.shape;
  const Sheets in = Sheets::in(layer), out = Sheets::out(layer);
  const int64_t blocks = layer.in_blocks(), size = s.kernel * s.kernel, groups = layer.groups(), group_floats = blocks * size * kLanes;
  const Buffer weights = pack(layer, weight);
  Buffer parts = zeros(groups * group_floats);
  at::parallel_for(0, groups * blocks, 1, [&](int64_t begin, int64_t end) {
    Buffer padded = zeros(s.height * padded_columns(s) * kLanes), slope = zeros(s.out_height * gradient_columns(s) * kLanes);
    Buffer back = allocate(source.last ? layer.in_pixels() * kLanes : 0);
    alignas(64) float pair[2 * kLanes];
    for_blocks(groups, blocks, begin, end, [&](int64_t group, int64_t block) {
      for (int64_t image = layer.first_image(group); image < layer.first_image(group + 1); image++) {
        combine(kernels, {s.out_height, s.out_width, gradient_columns(s) * kLanes}, gradient, out.of_image(image, block), block, slope.get() + gradient_left(s) * kLanes);
        load(kernels, layer, source, image, block, padded.get());
        kernels.convolve_weights(s, padded.get(), slope.get(), parts.get() + group * group_floats + block * size * kLanes);
        if (!grad_source) continue;
        const int64_t plane = in.of_image(image, block);
        float* target = source.last ? back.get() : grad_source + plane;
        kernels.convolve_back(s, slope.get(), weights.get() + block * size * kLanes, target);
        if (source.last) {
          float* place = grad_source + image * layer.in_pixels() * layer.in + block * kLanes;
          kernels.write_last(layer.in_pixels(), target, identity().of(0), place, layer.in, std::min(kLanes, layer.in - block * kLanes));
        } else {
          kernels.pass_back(layer.in_pixels(), target, source.blocks + plane, source.norm.of(block), target, pair);
          sums->add(group, block, pair);
        }
      }
    });
  });
  float* target = grad_weight.data_ptr<float>();
  for (int64_t c = 0; c < layer.in; c++) {
    for (int64_t k = 0; k < size; k++) {
      float sum = 0;
      for (int64_t group = 0; group < groups; group++) sum += parts.get()[group * group_floats + ((c / kLanes) * size + k) * kLanes + c % kLanes];
      target[c * size + k] = sum;
    }
  }
}

}  // namespace edgenas::chain
