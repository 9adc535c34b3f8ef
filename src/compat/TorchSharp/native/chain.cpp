// The chain as an autograd operator: statistics, norms, and the order of the passes.
#include "chain.h"

#include "chain_norm.h"
#include "cpu.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace edgenas::chain {
namespace {

const Kernels* choose(const std::string& wanted) {
#if defined(__x86_64__)
  if ((wanted.empty() || wanted == "avx512") && cpu::has_avx512()) return &avx512;
  if ((wanted.empty() || wanted == "avx2") && cpu::has_avx2()) return &avx2;
#endif
  return wanted.empty() || wanted == "portable" ? &portable : nullptr;
}

// Null: no chains.
std::atomic<const Kernels*> chosen{choose("")};
std::atomic<int64_t> runs{0};

at::Tensor floats(int64_t count) { return at::empty({count}, at::TensorOptions().dtype(at::kFloat)); }

Layer layer_of(const Unit& unit, int64_t images, int64_t height, int64_t width) {
  const int64_t kernel = unit.weight.size(2), in = unit.weight.size(1) * unit.groups;
  auto out = [&](int64_t size) { return (size + 2 * unit.padding - kernel) / unit.stride + 1; };
  const Shape shape{height, width, out(height), out(width), in, kernel, unit.stride, unit.padding};
  return {shape, images, in, unit.weight.size(0), unit.groups > 1, unit.low, unit.high, unit.eps};
}

std::vector<Layer> layers_of(const at::Tensor& input, const std::vector<Unit>& units) {
  std::vector<Layer> layers;
  int64_t height = input.size(2), width = input.size(3);
  for (const Unit& unit : units) {
    layers.push_back(layer_of(unit, input.size(0), height, width));
    height = layers.back().shape.out_height;
    width = layers.back().shape.out_width;
  }
  return layers;
}

// Results are the convolutions' own; norms say what becomes of them.
struct Forward {
  std::vector<at::Tensor> results, norms;
  at::Tensor output;
};

void write_output(const Kernels& kernels, const Layer& layer, const float* result, const Norm& norm, float* target) {
  const Sheets sheets = Sheets::out(layer);
  at::parallel_for(0, sheets.count, 1, [&](int64_t begin, int64_t end) {
    for (int64_t sheet = begin; sheet < end; sheet++) {
      for (int64_t from = 0; from < sheets.pixels; from += kTile) {
        for (int64_t b = 0; b < sheets.blocks; b++) {
          const float* block = result + sheets.of(sheet, b) + from * kLanes;
          float* place = target + (sheet * sheets.pixels + from) * layer.out + b * kLanes;
          kernels.write_last(std::min(kTile, sheets.pixels - from), block, norm.of(b), place, layer.out, std::min(kLanes, layer.out - b * kLanes));
        }
      }
    }
  });
}

Forward forward(const at::Tensor& input, const std::vector<Unit>& units, bool keep) {
  const Kernels& kernels = *chosen.load();
  const std::vector<Layer> layers = layers_of(input, units);
  Forward all;
  Source source{input.data_ptr<float>(), nullptr, identity()};
  for (size_t i = 0; i < units.size(); i++) {
    const Layer& layer = layers[i];
    at::Tensor result = floats(layer.result_floats());
    std::unique_ptr<Sums> sums = units[i].batch ? std::make_unique<Sums>(layer, layer.out) : nullptr;
    (layer.depthwise ? depthwise : pointwise)(kernels, layer, source, units[i].weight, result.data_ptr<float>(), sums.get());
    NormTensor norm = norm_of(layer, units[i], sums.get());
    source = {nullptr, result.data_ptr<float>(), norm.norm(layer)};
    if (!keep) {
      all.results.clear();
      all.norms.clear();
    }
    all.results.push_back(result);
    all.norms.push_back(norm.rows);
  }
  const Layer& last = layers.back();
  all.output = at::empty({last.images, last.out, last.shape.out_height, last.shape.out_width}, input.options().memory_format(at::MemoryFormat::ChannelsLast));
  write_output(kernels, last, source.blocks, source.norm, all.output.data_ptr<float>());
  return all;
}

// The output's gradient as blocks, passed back through the last activation.
void read_gradient(const Kernels& kernels, const Layer& layer, const float* source, const float* result, const Norm& norm, float* gradient, Sums& sums) {
  const Sheets sheets = Sheets::out(layer);
  at::parallel_for(0, layer.groups(), 1, [&](int64_t begin, int64_t end) {
    alignas(64) float pair[2 * kLanes];
    for (int64_t group = begin; group < end; group++) {
      for (int64_t sheet = sheets.first(layer, group); sheet < sheets.first(layer, group + 1); sheet++) {
        for (int64_t from = 0; from < sheets.pixels; from += kTile) {
          for (int64_t b = 0; b < sheets.blocks; b++) {
            const int64_t count = std::min(kTile, sheets.pixels - from), at = sheets.of(sheet, b) + from * kLanes;
            kernels.read_last(count, source + (sheet * sheets.pixels + from) * layer.out + b * kLanes, layer.out, std::min(kLanes, layer.out - b * kLanes), gradient + at);
            kernels.pass_back(count, gradient + at, result + at, norm.of(b), gradient + at, pair);
            sums.add(group, b, pair);
          }
        }
      }
    }
  });
}

// The units without their tensors, and which gradients are wanted.
struct Plan : torch::CustomClassHolder {
  std::vector<Unit> units;
};

constexpr size_t kTensors = 3;  // of a unit: weight, scale, shift

class Chain : public torch::autograd::Function<Chain> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, at::TensorList tensors, c10::intrusive_ptr<Plan> plan) {
    std::vector<Unit> units = with_tensors(*plan, tensors);
    Forward all = chain::forward(input, units, true);
    torch::autograd::variable_list saved{input};
    saved.insert(saved.end(), tensors.begin(), tensors.end());
    saved.insert(saved.end(), all.results.begin(), all.results.end());
    saved.insert(saved.end(), all.norms.begin(), all.norms.end());
    context->save_for_backward(std::move(saved));
    for (Unit& unit : plan->units) unit.running_mean = unit.running_variance = at::Tensor();
    context->saved_data["plan"] = c10::IValue::make_capsule(plan);
    return all.output;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list grads) {
    auto plan = c10::static_intrusive_pointer_cast<Plan>(context->saved_data["plan"].toCapsule());
    const auto saved = context->get_saved_variables();
    const size_t n = plan->units.size();
    torch::autograd::variable_list found(2 + kTensors * n);
    if (!grads[0].defined()) return found;
    const at::Tensor& input = saved[0];
    const at::TensorList tensors(saved.data() + 1, kTensors * n);
    const std::vector<Unit> units = with_tensors(*plan, tensors);
    if (c10::GradMode::is_enabled()) return differentiable(input, tensors, units, grads[0]);

    const Kernels& kernels = *(chosen.load() ? chosen.load() : choose(""));
    const std::vector<Layer> layers = layers_of(input, units);
    auto result = [&](size_t i) { return saved[1 + kTensors * n + i].data_ptr<float>(); };
    auto norm = [&](size_t i) { return NormTensor(saved[1 + (kTensors + 1) * n + i]); };
    const at::Tensor output_gradient = grads[0].contiguous(at::MemoryFormat::ChannelsLast);
    at::Tensor gradient = floats(layers.back().result_floats());
    auto sums = std::make_unique<Sums>(layers.back(), layers.back().out);
    read_gradient(kernels, layers.back(), output_gradient.data_ptr<float>(), result(n - 1), norm(n - 1).norm(layers.back()), gradient.data_ptr<float>(), *sums);
    for (size_t i = n; i-- > 0;) {
      const Layer& layer = layers[i];
      at::Tensor grad_weight = at::empty(units[i].weight.sizes(), input.options().memory_format(at::MemoryFormat::Contiguous));
      at::Tensor grad_scale = at::empty_like(units[i].scale), grad_shift = at::empty_like(units[i].shift);
      const at::Tensor slope = slopes_of(layer, norm(i), *sums, grad_scale, grad_shift);
      const float* numbers = slope.data_ptr<float>();
      Source source{input.data_ptr<float>(), nullptr, identity()};
      at::Tensor next;
      std::unique_ptr<Sums> next_sums;
      if (i > 0) {
        source = {nullptr, result(i - 1), norm(i - 1).norm(layers[i - 1])};
        next = floats(layers[i - 1].result_floats());
        next_sums = std::make_unique<Sums>(layers[i - 1], layers[i - 1].out);
      } else if (context->needs_input_grad(0)) {
        next = layer.patches() ? at::zeros_like(input) : at::empty_like(input);
      }
      const Gradient incoming{gradient.data_ptr<float>(), result(i), numbers, numbers + slope.size(1), numbers + 2 * slope.size(1)};
      float* outgoing = next.defined() ? next.data_ptr<float>() : nullptr;
      (layer.depthwise ? depthwise_back : pointwise_back)(kernels, layer, source, units[i].weight, incoming, outgoing, next_sums.get(), grad_weight);
      found[1 + kTensors * i] = grad_weight;
      found[2 + kTensors * i] = grad_scale;
      found[3 + kTensors * i] = grad_shift;
      gradient = next;
      sums = std::move(next_sums);
    }
    found[0] = gradient;
    return found;
  }

 private:
  static std::vector<Unit> with_tensors(const Plan& plan, at::TensorList tensors) {
    std::vector<Unit> units = plan.units;
    for (size_t i = 0; i < units.size(); i++) {
      units[i].weight = tensors[kTensors * i];
      units[i].scale = tensors[kTensors * i + 1];
      units[i].shift = tensors[kTensors * i + 2];
    }
    return units;
  }

  // Gradients of gradients: the chain once more in libtorch's own operators, of which each is differentiable twice.
  static torch::autograd::variable_list differentiable(const at::Tensor& input, at::TensorList tensors, const std::vector<Unit>& units, const at::Tensor& gradient) {
    at::Tensor value = input;
    for (const Unit& u : units) {
      value = at::conv2d(value, u.weight, {}, {u.stride, u.stride}, {u.padding, u.padding}, {1, 1}, u.groups);
      value = at::batch_norm(value, u.scale, u.shift, {}, {}, true, 0, u.eps, false);
      if (!std::isinf(u.low)) value = std::isinf(u.high) ? at::relu(value) : at::hardtanh(value, u.low, u.high);
    }
    torch::autograd::variable_list all{input}, wanted, found(2 + tensors.size());
    all.insert(all.end(), tensors.begin(), tensors.end());
    for (const at::Tensor& tensor : all) {
      if (tensor.requires_grad()) wanted.push_back(tensor);
    }
    const auto grads = torch::autograd::grad({value}, wanted, {gradient}, true, true, true);
    for (size_t i = 0, next = 0; i < all.size(); i++) {
      if (all[i].requires_grad()) found[i] = grads[next++];
    }
    return found;
  }
};

bool plain(const at::Tensor& tensor) { return tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided; }

bool vector_of(const at::Tensor& tensor, int64_t size) { return plain(tensor) && tensor.is_contiguous() && tensor.dim() == 1 && tensor.size(0) == size; }

bool unit_applies(const Unit& u, int64_t channels, bool first, bool input_gradient) {
  if (!plain(u.weight) || u.weight.dim() != 4 || u.weight.size(2) != u.weight.size(3) || u.stride < 1 || u.padding < 0) return false;
  const int64_t kernel = u.weight.size(2), out = u.weight.size(0);
  if (u.weight.size(1) * u.groups != channels || !vector_of(u.scale, out) || !vector_of(u.shift, out)) return false;
  if (u.running_mean.defined() ? !vector_of(u.running_mean, out) : !u.batch) return false;
  if (u.running_variance.defined() ? !vector_of(u.running_variance, out) : !u.batch) return false;
  if (u.groups > 1) return u.groups == channels && out == channels && (kernel == 3 || kernel == 5 || kernel == 7) && u.stride <= 2 && u.padding < kernel;
  if (kernel == 1 && u.padding == 0) return u.stride == 1 || first;
  return first && !input_gradient && channels * kernel * kernel <= 1024;
}

}  // namespace

Norm identity() {
  alignas(64) static const float zeros[kLanes] = {}, ones[kLanes] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  constexpr float infinity = std::numeric_limits<float>::infinity();
  return {ones, zeros, zeros, -infinity, infinity};
}

Buffer allocate(int64_t floats) {
  void* memory = std::aligned_alloc(64, static_cast<size_t>((floats * sizeof(float) + 64) / 64 * 64));
  if (!memory) throw std::bad_alloc();
  return Buffer(static_cast<float*>(memory));
}

bool applies(const at::Tensor& input, const std::vector<Unit>& units) {
  if (!chosen.load() || units.empty() || input.dim() != 4 || input.numel() == 0 || !plain(input)) return false;
  if (!input.is_contiguous(at::MemoryFormat::ChannelsLast) || input.suggest_memory_format() != at::MemoryFormat::ChannelsLast) return false;
  bool gradient = input.requires_grad(), batch = true;
  int64_t channels = input.size(1), height = input.size(2), width = input.size(3);
  for (size_t i = 0; i < units.size(); i++) {
    const Unit& u = units[i];
    if (!unit_applies(u, channels, i == 0, c10::GradMode::is_enabled() && input.requires_grad())) return false;
    gradient = gradient || u.weight.requires_grad() || u.scale.requires_grad() || u.shift.requires_grad();
    batch = batch && u.batch;
    const Layer layer = layer_of(u, input.size(0), height, width);
    if (height + 2 * u.padding < layer.shape.kernel || width + 2 * u.padding < layer.shape.kernel) return false;
    channels = layer.out;
    height = layer.shape.out_height;
    width = layer.shape.out_width;
  }
  return batch || !gradient || !c10::GradMode::is_enabled();
}

at::Tensor run(const at::Tensor& input, const std::vector<Unit>& units) {
  runs++;
  std::vector<at::Tensor> tensors;
  bool gradient = input.requires_grad();
  for (const Unit& unit : units) {
    for (const at::Tensor& tensor : {unit.weight, unit.scale, unit.shift}) {
      tensors.push_back(tensor);
      gradient = gradient || tensor.requires_grad();
    }
  }
  if (!gradient || !c10::GradMode::is_enabled()) {
    at::NoGradGuard none;
    return forward(input, units, false).output;
  }
  auto plan = c10::make_intrusive<Plan>();
  plan->units = units;
  for (Unit& unit : plan->units) unit.weight = unit.scale = unit.shift = at::Tensor();
  return Chain::apply(input, at::TensorList(tensors), plan);
}

}  // namespace edgenas::chain

using namespace edgenas;

// A unit as the managed side passes it. weight … variance: handles; mean and variance may be null.
struct ChainUnit {
  Handle weight, scale, shift, mean, variance;
  int64_t stride, padding, groups, batch;
  double momentum, eps, low, high;

  edgenas::chain::Unit unit() const {
    return {*weight, *scale, *shift, tensor_or_undefined(mean), tensor_or_undefined(variance), stride, padding, groups, batch != 0, momentum, eps,
            static_cast<float>(low), static_cast<float>(high)};
  }
};

static std::vector<edgenas::chain::Unit> units_of(const ChainUnit* units, int32_t n) {
  std::vector<edgenas::chain::Unit> list;
  for (int32_t i = 0; i < n; i++) list.push_back(units[i].unit());
  return list;
}

// 1: ent_chain can compute these; 0: it can't; negative on error.
ENT_API int32_t ent_chain_applies(Handle input, const ChainUnit* units, int32_t n) {
  return static_cast<int32_t>(edgenas::count([&] { return edgenas::chain::applies(*input, units_of(units, n)) ? 1 : 0; }));
}

ENT_API Handle ent_chain(Handle input, const ChainUnit* units, int32_t n) {
  return edgenas::result([&] { return edgenas::chain::run(*input, units_of(units, n)); });
}

// For tests and benchmarks: "avx512", "avx2", "portable", "off", or "" for the machine's best. Returns 0 if the machine lacks them.
ENT_API int32_t ent_chain_kernels(const char* name) {
  using namespace edgenas::chain;
  const std::string wanted = name;
  const Kernels* kernels = wanted == "off" ? nullptr : choose(wanted);
  if (!kernels && wanted != "off") return 0;
  chosen = kernels;
  return 1;
}

// Chains that were computed at once.
ENT_API int64_t ent_chain_runs() { return edgenas::chain::runs; }
