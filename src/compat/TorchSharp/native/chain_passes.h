// Passes over the images of a batch, forward and backward, for one convolution of a chain.
#pragma once

#include "chain_kernels.h"
#include "shim.h"

#include <cstdlib>
#include <memory>

namespace edgenas::chain {

struct Free {
  void operator()(float* memory) const { std::free(memory); }
};
using Buffer = std::unique_ptr<float, Free>;
Buffer allocate(int64_t floats);

// Images are summed over in so many groups, whatever the number of threads, so that the order of summation is always the same.
constexpr int64_t kGroups = 8;
constexpr int64_t kTile = 64;  // pixels whose values stay in the cache between the steps of a pass

inline int64_t blocks_of(int64_t channels) { return (channels + kLanes - 1) / kLanes; }

struct Layer {
  Shape shape;  // shape.channels: of the input
  int64_t images, in, out;
  bool depthwise;
  float low, high;
  double eps;

  int64_t in_blocks() const { return blocks_of(in); }
  int64_t out_blocks() const { return blocks_of(out); }
  int64_t in_pixels() const { return shape.height * shape.width; }
  int64_t out_pixels() const { return shape.out_height * shape.out_width; }
  int64_t groups() const { return images < kGroups ? images : kGroups; }
  int64_t first_image(int64_t group) const { return images * group / groups(); }
  // Inputs of a pixel are gathered from its neighbourhood, tap by tap, the channels of a tap side by side.
  bool patches() const { return !depthwise && (shape.kernel > 1 || shape.stride > 1 || shape.padding > 0); }
  int64_t depth() const { return depthwise ? 1 : shape.kernel * shape.kernel * in; }
  int64_t result_floats() const { return images * out_blocks() * out_pixels() * kLanes; }
};

// How the blocks of a layer's input or result lie in memory: [sheet][block][pixel][16]. A sheet is an image, or as many small ones as a tile takes, one behind the
// other: a product then reads its matrix once for all of them.
struct Sheets {
  Sheets(const Layer& layer, int64_t blocks, int64_t image_pixels) : blocks(blocks), image_pixels(image_pixels), images(1) {
    // Groups consist of whole sheets.
    for (int64_t n = kTile / image_pixels; n > 1 && images == 1; n--) {
      if (layer.images % (layer.groups() * n) == 0) images = n;
    }
    pixels = images * image_pixels;
    count = layer.images / images;
  }

  static Sheets in(const Layer& layer) { return {layer, layer.in_blocks(), layer.in_pixels()}; }
  static Sheets out(const Layer& layer) { return {layer, layer.out_blocks(), layer.out_pixels()}; }

  // Where a block begins, of a sheet and of one image.
  int64_t of(int64_t sheet, int64_t block) const { return (sheet * blocks + block) * pixels * kLanes; }
  int64_t of_image(int64_t image, int64_t block) const { return of(image / images, block) + image % images * image_pixels * kLanes; }
  int64_t first(const Layer& layer, int64_t group) const { return layer.first_image(group) / images; }

  int64_t blocks, image_pixels, images, pixels, count;
};

// Batch norm and activation with all channels: arrays of whole blocks.
struct Norm {
  const float *scale, *shift, *mean;
  float low, high;

  Activation of(int64_t block) const { return {scale + block * kLanes, shift + block * kLanes, mean + block * kLanes, low, high}; }
};

// What a layer reads: the chain's input, channels last, or the blocks of the convolution before it with their norm.
struct Source {
  const float* last;
  const float* blocks;
  Norm norm;
};

// Two sums per group and channel (blocks filled up), and the value that the first pass's are around.
struct Sums {
  explicit Sums(const Layer& layer, int64_t channels)
      : channels(blocks_of(channels) * kLanes), one(layer.groups() * this->channels), two(one.size()), around(one.size()) {}

  void add(int64_t group, int64_t block, const float* sums) {
    double *first = &one[group * channels + block * kLanes], *second = &two[group * channels + block * kLanes];
    for (int64_t c = 0; c < kLanes; c++) {
      first[c] += sums[c];
      second[c] += sums[kLanes + c];
    }
  }

  int64_t channels;
  std::vector<double> one, two;
  std::vector<float> around;
};

// Gradient of a convolution's result from that of its normalized one, which is already zero where the activation holds: a · normalized + b · result + c.
// Blocks, and slopes per channel.
struct Gradient {
  const float *normalized, *result;
  const float *a, *b, *c;
};

inline void combine(const Kernels& kernels, const Rows& rows, const Gradient& g, int64_t at, int64_t block, float* out) {
  kernels.combine(rows, g.normalized + at, g.result + at, g.a + block * kLanes, g.b + block * kLanes, g.c + block * kLanes, out);
}

// result: blocks. sums: null where no statistics are wanted.
void pointwise(const Kernels&, const Layer&, const Source&, const at::Tensor& weight, float* result, Sums* sums);
void depthwise(const Kernels&, const Layer&, const Source&, const at::Tensor& weight, float* result, Sums* sums);

// grad_source, null if not wanted: of the chain's input, channels last; or blocks of the normalized source, passed back through its activation, with the
// sums over it.
void pointwise_back(const Kernels&, const Layer&, const Source&, const at::Tensor& weight, const Gradient&, float* grad_source, Sums* sums, at::Tensor& grad_weight);
void depthwise_back(const Kernels&, const Layer&, const Source&, const at::Tensor& weight, const Gradient&, float* grad_source, Sums* sums, at::Tensor& grad_weight);

// Leaves values as they are.
Norm identity();

}  // namespace edgenas::chain
