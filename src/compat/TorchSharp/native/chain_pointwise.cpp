// Products of pixels with a matrix: 1×1 convolutions, and a first convolution of any size by gathered patches.
#include "chain_passes.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace edgenas::chain {
namespace {

// Panels of a matrix [depth, width], as the kernels multiply with it: per panel [depth, filled up][16 · blocks].
struct Packed {
  Packed(const Kernels& kernels, const float* matrix, int64_t depth, int64_t width, int64_t depth_step, int64_t width_step)
      : blocks(blocks_of(width)), depth_blocks(blocks_of(depth)), panels((blocks + kernels.panel - 1) / kernels.panel),
        numbers(allocate(depth_blocks * kLanes * blocks * kLanes)) {
    for (int64_t p = 0; p < panels; p++) {
      float* target = at(p);
      for (int64_t k = 0; k < depth_blocks * kLanes; k++) {
        for (int64_t n = begin(p) * kLanes; n < begin(p + 1) * kLanes; n++) *target++ = k < depth && n < width ? matrix[k * depth_step + n * width_step] : 0;
      }
    }
  }

  int64_t begin(int64_t panel) const { return blocks * panel / panels; }
  int64_t size(int64_t panel) const { return begin(panel + 1) - begin(panel); }
  float* at(int64_t panel) const { return numbers.get() + begin(panel) * kLanes * depth_blocks * kLanes; }

  int64_t blocks, depth_blocks, panels;
  Buffer numbers;
};

struct Tile {
  int64_t first, pixels;
};

Tile tile_of(int64_t pixels, int64_t number) {
  const int64_t tiles = (pixels + kTile - 1) / kTile, begin = pixels * number / tiles;
  return {begin, pixels * (number + 1) / tiles - begin};
}

int64_t tiles_of(int64_t pixels) { return (pixels + kTile - 1) / kTile; }

// Weights [out][tap][in]: the order in which patches are gathered.
at::Tensor by_tap(const at::Tensor& weight) { return weight.permute({0, 2, 3, 1}).contiguous(); }

void gather_patches(const Layer& layer, const float* images, const Tile& tile, float* out) {
  const Shape& s = layer.shape;
  std::memset(out, 0, blocks_of(layer.depth()) * tile.pixels * kLanes * sizeof(float));
  for (int64_t p = 0; p < tile.pixels; p++) {
    const int64_t place = (tile.first + p) % layer.out_pixels();
    const int64_t top = place / s.out_width * s.stride - s.padding, left = place % s.out_width * s.stride - s.padding;
    const float* image = images + (tile.first + p) / layer.out_pixels() * layer.in_pixels() * layer.in;
    for (int64_t i = 0; i < s.kernel; i++) {
      for (int64_t j = 0; j < s.kernel; j++) {
        const int64_t y = top + i, x = left + j;
        if (y < 0 || y >= s.height || x < 0 || x >= s.width) continue;
        const float* pixel = image + (y * s.width + x) * layer.in;
        for (int64_t c = 0, k = (i * s.kernel + j) * layer.in; c < layer.in; c++, k++) out[(k / kLanes * tile.pixels + p) * kLanes + k % kLanes] = pixel[c];
      }
    }
  }
}

// What the layer multiplies, for one tile: blocks [depth][pixels][16].
void load(const Kernels& kernels, const Layer& layer, const Source& source, const Sheets& sheets, int64_t sheet, const Tile& tile, float* out) {
  if (source.last) {
    const float* pixels = source.last + sheet * sheets.images * layer.in_pixels() * layer.in;
    if (layer.patches()) {
      gather_patches(layer, pixels, tile, out);
      return;
    }
    for (int64_t b = 0; b < layer.in_blocks(); b++)
      kernels.read_last(
          tile.pixels, pixels + tile.first * layer.in + b * kLanes, layer.in, std::min(kLanes, layer.in - b * kLanes), out + b * tile.pixels * kLanes);
    return;
  }
  for (int64_t b = 0; b < layer.in_blocks(); b++) {
    const float* block = source.blocks + (sheet * layer.in_blocks() + b) * sheets.pixels * kLanes + tile.first * kLanes;
    kernels.activate({1, tile.pixels, 0}, block, source.norm.of(b), out + b * tile.pixels * kLanes);
  }
}

// Where the gradient of a tile of the chain's input goes.
void store_last(const Kernels& kernels, const Layer& layer, const Sheets& sheets, int64_t sheet, const Tile& tile, const float* blocks, float* target) {
  const Shape& s = layer.shape;
  float* pixels = target + sheet * sheets.images * layer.in_pixels() * layer.in;
  const Norm plain = identity();
  for (int64_t b = 0; b < layer.in_blocks(); b++) {
    const float* block = blocks + b * tile.pixels * kLanes;
    const int64_t lanes = std::min(kLanes, layer.in - b * kLanes);
    if (s.stride == 1) {
      kernels.write_last(tile.pixels, block, plain.of(0), pixels + tile.first * layer.in + b * kLanes, layer.in, lanes);
      continue;
    }
    for (int64_t p = 0; p < tile.pixels; p++) {
      const int64_t image = (tile.first + p) / layer.out_pixels(), place = (tile.first + p) % layer.out_pixels();
      const int64_t y = place / s.out_width * s.stride, x = place % s.out_width * s.stride;
      kernels.write_last(1, block + p * kLanes, plain.of(0), pixels + ((image * s.height + y) * s.width + x) * layer.in + b * kLanes, layer.in, lanes);
    }
  }
}

// Adds the groups' products and brings them into the weight's order. by_input: products are [depth][out], else [out][depth].
void sum_products(const Layer& layer, const float* products, int64_t group_floats, bool by_input, at::Tensor& grad_weight) {
  const int64_t depth = layer.depth(), taps = layer.shape.kernel * layer.shape.kernel, groups = layer.groups();
  const int64_t row = (by_input ? layer.out_blocks() : blocks_of(depth)) * kLanes, rows = by_input ? depth : layer.out, columns = by_input ? layer.out : depth;
  float* target = grad_weight.data_ptr<float>();
  at::parallel_for(0, rows, std::max<int64_t>(1, 16384 / (row * groups)), [&](int64_t begin, int64_t end) {
    Buffer sums = allocate(row);
    for (int64_t r = begin; r < end; r++) {
      std::memcpy(sums.get(), products + r * row, row * sizeof(float));
      for (int64_t g = 1; g < groups; g++) {
        const float* more = products + g * group_floats + r * row;
        for (int64_t c = 0; c < row; c++) sums.get()[c] += more[c];
      }
      for (int64_t c = 0; c < columns; c++) {
        const int64_t o = by_input ? c : r, k = by_input ? r : c;
        target[o * depth + k % layer.in * taps + k / layer.in] = sums.get()[c];
      }
    }
  });
}

}  // namespace

void pointwise(const Kernels& kernels, const Layer& layer, const Source& source, const at::Tensor& weight, float* result, Sums* sums) {
  const at::Tensor matrix = by_tap(weight);
  const Sheets sheets = Sheets::out(layer);
  const int64_t pixels = sheets.pixels, depth = blocks_of(layer.depth());
  const Packed packed(kernels, matrix.data_ptr<float>(), layer.depth(), layer.out, 1, layer.depth());
  at::parallel_for(0, layer.groups(), 1, [&](int64_t begin, int64_t end) {
    Buffer input = allocate(depth * kTile * kLanes), spread = allocate(layer.out_blocks() * 3 * kLanes);
    for (int64_t group = begin; group < end; group++) {
      bool first = true;
      for (int64_t sheet = sheets.first(layer, group); sheet < sheets.first(layer, group + 1); sheet++) {
        float* target = result + sheets.of(sheet, 0);
        for (int64_t b = 0; b < layer.out_blocks(); b++) std::memset(spread.get() + b * 3 * kLanes, 0, 2 * kLanes * sizeof(float));
        for (int64_t t = 0; t < tiles_of(pixels); t++) {
          const Tile tile = tile_of(pixels, t);
          load(kernels, layer, source, sheets, sheet, tile, input.get());
          for (int64_t p = 0; p < packed.panels; p++) {
            float *place = target + (packed.begin(p) * pixels + tile.first) * kLanes, *spreads = sums ? spread.get() + packed.begin(p) * 3 * kLanes : nullptr;
            kernels.multiply(tile.pixels, depth, input.get(), tile.pixels * kLanes, packed.size(p), packed.at(p), place, pixels * kLanes, spreads, first);
          }
          first = false;
        }
        for (int64_t b = 0; sums && b < layer.out_blocks(); b++) {
          sums->add(group, b, spread.get() + b * 3 * kLanes);
          std::memcpy(&sums->around[group * sums->channels + b * kLanes], spread.get() + (b * 3 + 2) * kLanes, kLanes * sizeof(float));
        }
      }
    }
  });
}

void pointwise_back(
    const Kernels& kernels, const Layer& layer, const Source& source, const at::Tensor& weight, const Gradient& gradient, float* grad_source, Sums* sums,
    at::Tensor& grad_weight) {
  const at::Tensor matrix = by_tap(weight);
  const Sheets sheets = Sheets::out(layer);
  const int64_t pixels = sheets.pixels, depth = blocks_of(layer.depth()), out_blocks = layer.out_blocks(), in_blocks = layer.in_blocks();
  // The side with more channels lies in the registers' lanes.
  const bool by_input = layer.patches() || depth < out_blocks;
  const int64_t group_floats = depth * out_blocks * kLanes * kLanes;
  Buffer products = allocate(layer.groups() * group_floats);
  std::unique_ptr<Packed> packed;
  if (grad_source) packed = std::make_unique<Packed>(kernels, matrix.data_ptr<float>(), layer.out, layer.depth(), layer.depth(), 1);

  at::parallel_for(0, layer.groups(), 1, [&](int64_t begin, int64_t end) {
    Buffer input = allocate(depth * kTile * kLanes), slope = allocate(out_blocks * kTile * kLanes), back = allocate(in_blocks * kTile * kLanes);
    alignas(64) float pair[2 * kLanes];
    for (int64_t group = begin; group < end; group++) {
      bool add = false;
      for (int64_t sheet = sheets.first(layer, group); sheet < sheets.first(layer, group + 1); sheet++) {
        for (int64_t t = 0; t < tiles_of(pixels); t++) {
          const Tile tile = tile_of(pixels, t);
          const int64_t stride = tile.pixels * kLanes;
          for (int64_t b = 0; b < out_blocks; b++) {
            combine(kernels, {1, tile.pixels, 0}, gradient, sheets.of(sheet, b) + tile.first * kLanes, b, slope.get() + b * stride);
          }
          load(kernels, layer, source, sheets, sheet, tile, input.get());
          float* product = products.get() + group * group_floats;
          if (by_input) kernels.correlate(tile.pixels, layer.depth(), input.get(), stride, out_blocks, slope.get(), stride, product, add);
          else kernels.correlate(tile.pixels, layer.out, slope.get(), stride, depth, input.get(), stride, product, add);
          add = true;
          if (!grad_source) continue;
          for (int64_t p = 0; p < packed->panels; p++) {
            float* place = back.get() + packed->begin(p) * stride;
            kernels.multiply(tile.pixels, out_blocks, slope.get(), stride, packed->size(p), packed->at(p), place, stride, nullptr, false);
            for (int64_t b = packed->begin(p); !source.last && b < packed->begin(p + 1); b++) {
              const int64_t at = ((sheet * in_blocks + b) * pixels + tile.first) * kLanes;
              kernels.pass_back(tile.pixels, back.get() + b * stride, source.blocks + at, source.norm.of(b), grad_source + at, pair);
              sums->add(group, b, pair);
            }
          }
          if (source.last) store_last(kernels, layer, sheets, sheet, tile, back.get(), grad_source);
        }
      }
    }
  });
  sum_products(layer, products.get(), group_floats, by_input, grad_weight);
}

}  // namespace edgenas::chain
