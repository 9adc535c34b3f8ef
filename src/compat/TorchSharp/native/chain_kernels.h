// Kernels of fused chains of convolution, batch norm and activation (chain.h). One block: 16 channels of neighbouring pixels of one image, [pixels][16],
// aligned to 64 bytes. The same source (chain_kernels.inc) is compiled for several instruction sets; chain_function.cpp picks one at run time.
#pragma once

#include "depthwise_kernels.h"

namespace edgenas::chain {

using depthwise::kLanes;
using depthwise::kMaxKernel;
using depthwise::Shape;

// What batch norm and activation make of a convolution's result z: z · scale + shift, held between low and high. Pointers to a block's 16 channels.
struct Activation {
  const float* scale;
  const float* shift;
  const float* mean;
  float low, high;
};

// Pixels of a block that are read side by side and written row by row, `step` numbers apart.
struct Rows {
  int64_t rows, columns, step;
};

struct Kernels {
  const char* name;
  // Blocks of outputs that one call of multiply computes, at most.
  int64_t panel;

  void (*activate)(const Rows&, const float* z, const Activation&, float* out);
  // out = a · g + b · z + c, per channel.
  void (*combine)(const Rows&, const float* g, const float* z, const float* a, const float* b, const float* c, float* out);
  // Between channels-last memory, where pixels lie `step` numbers apart and a block has `lanes` channels, and a block.
  void (*read_last)(int64_t pixels, const float* source, int64_t step, int64_t lanes, float* out);
  void (*write_last)(int64_t pixels, const float* z, const Activation&, float* target, int64_t step, int64_t lanes);
  // sums[0] = Σ (z − around), sums[1] = Σ (z − around)², per channel.
  void (*spread)(int64_t pixels, const float* z, const float* around, float* sums);
  // The activation's gradient: out = g where the activation isn't held, else 0 (out may be g); sums[0] = Σ out, sums[1] = Σ out · (z − mean).
  void (*pass_back)(int64_t pixels, const float* g, const float* z, const Activation&, float* out, float* sums);

  // c[block][pixel] = Σ a[depth][pixel] · b[depth · 16][blocks · 16]; blocks of a and c lie a_stride and c_stride numbers apart.
  // spread, if there: [block][3][16]: sums as above, added to, and the value that they are around; first: that value isn't set yet, the first pixel gives it.
  void (*multiply)(
      int64_t pixels, int64_t depth, const float* a, int64_t a_stride, int64_t blocks, const float* b, float* c, int64_t c_stride, float* spread, bool first);
  // d[channel of few][blocks · 16] (+)= Σ over pixels of few · many.
  void (*correlate)(int64_t pixels, int64_t channels, const float* few, int64_t few_stride, int64_t blocks, const float* many, int64_t many_stride, float* d, bool add);

  // Depthwise convolution of one block of one image. padded: [height][padded_columns(shape)][16] with zeros left and right;
  // gradient: [out_height][gradient_columns(shape)][16].
  void (*convolve)(const Shape&, const float* padded, const float* weights, float* out);
  void (*convolve_back)(const Shape&, const float* gradient, const float* weights, float* out);
  // Adds to grad_weights, [kernel²][16].
  void (*convolve_weights)(const Shape&, const float* padded, const float* gradient, float* grad_weights);
};

inline int64_t padded_columns(const Shape& s) { return s.width + 2 * s.padding; }
inline int64_t gradient_left(const Shape& s) { return s.kernel; }
inline int64_t gradient_columns(const Shape& s) {
  int64_t last = (s.width - 1 + s.padding) / s.stride + 1;
  return gradient_left(s) + (s.out_width > last ? s.out_width : last);
}

extern const Kernels portable;
#if defined(__x86_64__)
extern const Kernels avx2;
extern const Kernels avx512;
#endif

}  // namespace edgenas::chain
