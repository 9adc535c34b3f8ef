// oneDNN has no weight gradient for depthwise kernels of 5 and 7 in its fast form (it takes five times the forward pass), and its other passes
// are slower than memory allows; these kernels are bound by memory.
#include "depthwise.h"

#include "cpu.h"
#include "depthwise_kernels.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cstdlib>
#include <cstring>
#include <memory>

namespace edgenas::depthwise {
namespace {

// Images whose weight gradients are summed together; fixed, so that the order of summation doesn't depend on the threads.
constexpr int64_t kImageGroups = 16;

const Kernels* choose(const std::string& wanted) {
#if defined(__x86_64__)
  const bool has512 = cpu::has_avx512(), has2 = cpu::has_avx2();
  if (wanted == "avx512") return has512 ? &avx512 : nullptr;
  if (wanted == "avx2") return has2 ? &avx2 : nullptr;
  if (wanted.empty() && has512) return &avx512;
  if (wanted.empty() && has2) return &avx2;
#endif
  return wanted.empty() || wanted == "portable" ? &portable : nullptr;
}

enum class Use { best, always, never };

std::atomic<const Kernels*> chosen{choose("")};
std::atomic<Use> use{Use::best};
std::atomic<int64_t> runs{0};

// Where own kernels beat oneDNN's, measured with one thread on a machine that has both instruction sets: wide images of stride 1, and whatever oneDNN
// does badly. The portable ones only win where oneDNN has nothing.
bool own_forward(const Shape& s) { return use != Use::best || (s.stride == 1 && s.width >= 20 && chosen != &portable); }
bool own_backward_input(const Shape& s) { return use != Use::best || (s.stride == 1 && (s.kernel > 3 || s.width >= 20) && chosen != &portable); }
bool own_backward_weight(const Shape& s) { return use != Use::best || s.kernel > 3; }

struct Free {
  void operator()(float* memory) const { std::free(memory); }
};
using Buffer = std::unique_ptr<float, Free>;

Buffer allocate(int64_t floats) {
  void* memory = std::aligned_alloc(64, static_cast<size_t>((floats * sizeof(float) + 63) / 64 * 64));
  if (!memory) throw std::bad_alloc();
  return Buffer(static_cast<float*>(memory));
}

Shape shape_of(const at::Tensor& input, int64_t kernel, int64_t stride, int64_t padding) {
  int64_t height = input.size(2), width = input.size(3);
  return {height, width, (height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1, input.size(1), kernel, stride, padding};
}

int64_t blocks_of(const Shape& shape) { return (shape.channels + kLanes - 1) / kLanes; }

// [channels, 1, k, k] → [block][k²][16], zeros where the last block has no channel.
Buffer pack(const at::Tensor& weight, const Shape& shape) {
  const int64_t size = shape.kernel * shape.kernel, blocks = blocks_of(shape);
  Buffer packed = allocate(blocks * size * kLanes);
  at::Tensor plain = weight.contiguous();
  const float* source = plain.data_ptr<float>();
  for (int64_t c = 0; c < blocks * kLanes; c++) {
    for (int64_t k = 0; k < size; k++)
      packed.get()[((c / kLanes) * size + k) * kLanes + c % kLanes] = c < shape.channels ? source[c * size + k] : 0;
  }
  return packed;
}

// Calls body(image, block, lanes, scratch) for all blocks of all images.
template <class Body>
void for_blocks(int64_t images, const Shape& shape, const Body& body) {
  const int64_t blocks = blocks_of(shape);
  at::parallel_for(0, images * blocks, 1, [&](int64_t begin, int64_t end) {
    Buffer scratch = allocate(scratch_floats(shape));
    for (int64_t i = begin; i < end; i++) {
      int64_t block = i % blocks;
      body(i / blocks, block, std::min(kLanes, shape.channels - block * kLanes), scratch.get());
    }
  });
}

at::Tensor forward(const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
  const Shape shape = shape_of(input, weight.size(2), stride, padding);
  if (!own_forward(shape)) return at::conv2d(input, weight, {}, {stride, stride}, {padding, padding}, {1, 1}, weight.size(0));
  runs++;
  at::Tensor output = at::empty({input.size(0), shape.channels, shape.out_height, shape.out_width}, input.options().memory_format(at::MemoryFormat::ChannelsLast));
  const Kernels* kernels = chosen;
  const int64_t size = shape.kernel * shape.kernel, in_image = shape.height * shape.width * shape.channels, out_image = shape.out_height * shape.out_width * shape.channels;
  const float* source = input.data_ptr<float>();
  float* target = output.data_ptr<float>();
  Buffer weights = pack(weight, shape);
  for_blocks(input.size(0), shape, [&](int64_t image, int64_t block, int64_t lanes, float* scratch) {
    kernels->forward(shape, source + image * in_image + block * kLanes, weights.get() + block * size * kLanes, target + image * out_image + block * kLanes, lanes, scratch);
  });
  return output;
}

at::Tensor backward_input(const at::Tensor& grad_output, const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
  const Shape shape = shape_of(input, weight.size(2), stride, padding);
  runs++;
  at::Tensor grad_input = at::empty(input.sizes(), input.options().memory_format(at::MemoryFormat::ChannelsLast));
  const Kernels* kernels = chosen;
  const int64_t size = shape.kernel * shape.kernel, in_image = shape.height * shape.width * shape.channels, out_image = shape.out_height * shape.out_width * shape.channels;
  const float* source = grad_output.data_ptr<float>();
  float* target = grad_input.data_ptr<float>();
  Buffer weights = pack(weight, shape);
  for_blocks(input.size(0), shape, [&](int64_t image, int64_t block, int64_t lanes, float* scratch) {
    kernels->backward_input(shape, source + image * out_image + block * kLanes, weights.get() + block * size * kLanes, target + image * in_image + block * kLanes, lanes, scratch);
  });
  return grad_input;
}

at::Tensor backward_weight(const at::Tensor& grad_output, const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
  const Shape shape = shape_of(input, weight.size(2), stride, padding);
  const Kernels* kernels = chosen;
  const int64_t size = shape.kernel * shape.kernel, blocks = blocks_of(shape), images = input.size(0), groups = std::min(images, kImageGroups);
  const int64_t in_image = shape.height * shape.width * shape.channels, out_image = shape.out_height * shape.out_width * shape.channels;
  const int64_t group_floats = blocks * size * kLanes;
  const float* source = input.data_ptr<float>();
  const float* gradients = grad_output.data_ptr<float>();
  runs++;
  Buffer parts = allocate(groups * group_floats);
  std::memset(parts.get(), 0, groups * group_floats * sizeof(float));
  for_blocks(groups, shape, [&](int64_t group, int64_t block, int64_t lanes, float* scratch) {
    float* sums = parts.get() + group * group_floats + block * size * kLanes;
    for (int64_t image = images * group / groups; image < images * (group + 1) / groups; image++)
      kernels->backward_weights(shape, source + image * in_image + block * kLanes, gradients + image * out_image + block * kLanes, sums, lanes, scratch);
  });
  at::Tensor grad_weight = at::empty(weight.sizes(), input.options().memory_format(at::MemoryFormat::Contiguous));
  float* target = grad_weight.data_ptr<float>();
  for (int64_t c = 0; c < shape.channels; c++) {
    for (int64_t k = 0; k < size; k++) {
      float sum = 0;
      for (int64_t group = 0; group < groups; group++) sum += parts.get()[group * group_floats + ((c / kLanes) * size + k) * kLanes + c % kLanes];
      target[c * size + k] = sum;
    }
  }
  return grad_weight;
}

class Convolution : public torch::autograd::Function<Convolution> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
    context->save_for_backward({input, weight});
    context->saved_data["stride"] = stride;
    context->saved_data["padding"] = padding;
    return depthwise::forward(input, weight, stride, padding);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list grads) {
    auto saved = context->get_saved_variables();
    const at::Tensor &input = saved[0], &weight = saved[1];
    int64_t stride = context->saved_data["stride"].toInt(), padding = context->saved_data["padding"].toInt();
    const bool want_input = input.requires_grad(), want_weight = weight.requires_grad();
    if (!grads[0].defined()) return {at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    if (c10::GradMode::is_enabled()) {
      // Gradients of gradients: libtorch's own backward pass is differentiable.
      auto both = at::convolution_backward(grads[0], input, weight, at::OptionalIntArrayRef(), {stride, stride}, {padding, padding}, {1, 1}, false, {0, 0}, weight.size(0), {want_input, want_weight, false});
      return {std::get<0>(both), std::get<1>(both), at::Tensor(), at::Tensor()};
    }
    const Shape shape = shape_of(input, weight.size(2), stride, padding);
    const bool own_input = want_input && own_backward_input(shape), own_weight = want_weight && own_backward_weight(shape);
    at::Tensor gradient = grads[0].contiguous(at::MemoryFormat::ChannelsLast), grad_input, grad_weight;
    if ((want_input && !own_input) || (want_weight && !own_weight)) {
      auto both = at::convolution_backward(gradient, input, weight, at::OptionalIntArrayRef(), {stride, stride}, {padding, padding}, {1, 1}, false, {0, 0}, weight.size(0), {want_input && !own_input, want_weight && !own_weight, false});
      grad_input = std::get<0>(both);
      grad_weight = std::get<1>(both);
    }
    if (own_input) grad_input = backward_input(gradient, input, weight, stride, padding);
    if (own_weight) grad_weight = backward_weight(gradient, input, weight, stride, padding);
    return {grad_input, grad_weight, at::Tensor(), at::Tensor()};
  }
};

}  // namespace

bool applies(const at::Tensor& input, const at::Tensor& weight, bool has_bias, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, int64_t groups) {
  if (use.load(std::memory_order_relaxed) == Use::never || has_bias || groups < 2 || input.dim() != 4 || weight.dim() != 4) return false;
  const int64_t kernel = weight.size(2);
  return input.size(1) == groups && weight.size(0) == groups && weight.size(1) == 1 && weight.size(3) == kernel && (kernel == 3 || kernel == 5 || kernel == 7) &&
         stride[0] == stride[1] && (stride[0] == 1 || stride[0] == 2) && padding[0] == padding[1] && padding[0] >= 0 && padding[0] < kernel && dilation[0] == 1 &&
         dilation[1] == 1 && input.size(2) + 2 * padding[0] >= kernel && input.size(3) + 2 * padding[0] >= kernel && input.numel() > 0 && input.is_cpu() &&
         weight.is_cpu() && input.scalar_type() == at::kFloat && weight.scalar_type() == at::kFloat && input.layout() == at::kStrided &&
         input.is_contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
  return Convolution::apply(input, weight, stride, padding);
}

}  // namespace edgenas::depthwise

// For tests and benchmarks: "avx512", "avx2", "portable" for all convolutions that they can do, "off" for libtorch's alone, "" for the best of both.
// Returns 0 if the machine lacks them.
ENT_API int32_t ent_depthwise_kernels(const char* name) {
  using namespace edgenas::depthwise;
  const std::string wanted = name;
  if (wanted != "off") {
    const Kernels* kernels = choose(wanted);
    if (!kernels) return 0;
    chosen = kernels;
  }
  use = wanted.empty() ? Use::best : wanted == "off" ? Use::never : Use::always;
  return 1;
}

// Passes that own kernels have computed.
ENT_API int64_t ent_depthwise_runs() { return edgenas::depthwise::runs; }
