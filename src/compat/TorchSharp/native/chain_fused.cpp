// The chain on a processor: statistics, norms, and the order of the passes.
#include "chain.h"

#include "chain_norm.h"
#include "cpu.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
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

at::Tensor floats(int64_t count) { return at::empty({count}, at::TensorOptions().dtype(at::kFloat)); }

Layer layer_of(const Unit& unit, int64_t images, int64_t height, int64_t width) {
  const int64_t kernel = unit.weight.size(2), in = unit.weight.size(1) * unit.groups;
  auto out = [&](int64_t size) { return (size + 2 * unit.padding - kernel) / unit.stride + 1; };
  const Shape shape{height, width, out(height), out(width), in, kernel, unit.stride, unit.padding};
  return {shape, images, in, unit.weight.size(0), unit.groups > 1, unit.low, unit.high, unit.eps};
}

std::vector<Layer> layers_of(const at::Tensor& input, const Units& units) {
  std::vector<Layer> layers;
  int64_t height = input.size(2), width = input.size(3);
  for (const Unit& unit : units) {
    layers.push_back(layer_of(unit, input.size(0), height, width));
    height = layers.back().shape.out_height;
    width = layers.back().shape.out_width;
  }
  return layers;
}

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

bool fused::applies(const at::Tensor& input, const Units& units, bool input_gradient) {
  if (!chosen.load() || units.empty() || input.dim() != 4 || input.numel() == 0 || !plain(input)) return false;
  if (!input.is_contiguous(at::MemoryFormat::ChannelsLast) || input.suggest_memory_format() != at::MemoryFormat::ChannelsLast) return false;
  int64_t channels = input.size(1), height = input.size(2), width = input.size(3);
  for (size_t i = 0; i < units.size(); i++) {
    const Unit& u = units[i];
    if (!unit_applies(u, channels, i == 0, input_gradient)) return false;
    const Layer layer = layer_of(u, input.size(0), height, width);
    if (height + 2 * u.padding < layer.shape.kernel || width + 2 * u.padding < layer.shape.kernel) return false;
    channels = layer.out;
    height = layer.shape.out_height;
    width = layer.shape.out_width;
  }
  return true;
}

Result fused::forward(const at::Tensor& input, const Units& units, bool keep) {
  at::NoGradGuard none;
  const Kernels& kernels = *chosen.load();
  const std::vector<Layer> layers = layers_of(input, units);
  Result all;
  // The convolutions' own results; norms say what becomes of them.
  std::vector<at::Tensor> results, norms;
  Source source{input.data_ptr<float>(), nullptr, identity()};
  for (size_t i = 0; i < units.size(); i++) {
    const Layer& layer = layers[i];
    at::Tensor result = floats(layer.result_floats());
    std::unique_ptr<Sums> sums = units[i].batch ? std::make_unique<Sums>(layer, layer.out) : nullptr;
    (layer.depthwise ? depthwise : pointwise)(kernels, layer, source, units[i].weight, result.data_ptr<float>(), sums.get());
    NormTensor norm = norm_of(layer, units[i], sums.get());
    source = {nullptr, result.data_ptr<float>(), norm.norm(layer)};
    if (!keep) {
      results.clear();
      norms.clear();
    }
    results.push_back(result);
    norms.push_back(norm.rows);
  }
  const Layer& last = layers.back();
  all.output = at::empty({last.images, last.out, last.shape.out_height, last.shape.out_width}, input.options().memory_format(at::MemoryFormat::ChannelsLast));
  write_output(kernels, last, source.blocks, source.norm, all.output.data_ptr<float>());
  for (const Unit& unit : units) {
    if (unit.batches.defined()) ++*unit.batches.data_ptr<int64_t>();
  }
  if (!keep) return all;
  all.kept = std::move(results);
  all.kept.insert(all.kept.end(), norms.begin(), norms.end());
  return all;
}

Gradients fused::backward(const at::Tensor& input, const Units& units, const std::vector<at::Tensor>& kept, const at::Tensor& gradient, bool input_gradient) {
  at::NoGradGuard none;
  const size_t n = units.size();
  Gradients found(1 + kTensors * n);
  const Kernels& kernels = *(chosen.load() ? chosen.load() : choose(""));
  const std::vector<Layer> layers = layers_of(input, units);
  auto result = [&](size_t i) { return kept[i].data_ptr<float>(); };
  auto norm = [&](size_t i) { return NormTensor(kept[n + i]); };
  const at::Tensor output_gradient = gradient.contiguous(at::MemoryFormat::ChannelsLast);
  at::Tensor slope = floats(layers.back().result_floats());
  auto sums = std::make_unique<Sums>(layers.back(), layers.back().out);
  read_gradient(kernels, layers.back(), output_gradient.data_ptr<float>(), result(n - 1), norm(n - 1).norm(layers.back()), slope.data_ptr<float>(), *sums);
  for (size_t i = n; i-- > 0;) {
    const Layer& layer = layers[i];
    at::Tensor grad_weight = at::empty(units[i].weight.sizes(), input.options().memory_format(at::MemoryFormat::Contiguous));
    at::Tensor grad_scale = at::empty_like(units[i].scale), grad_shift = at::empty_like(units[i].shift);
    const at::Tensor slopes = slopes_of(layer, norm(i), *sums, grad_scale, grad_shift);
    const float* numbers = slopes.data_ptr<float>();
    Source source{input.data_ptr<float>(), nullptr, identity()};
    at::Tensor next;
    std::unique_ptr<Sums> next_sums;
    if (i > 0) {
      source = {nullptr, result(i - 1), norm(i - 1).norm(layers[i - 1])};
      next = floats(layers[i - 1].result_floats());
      next_sums = std::make_unique<Sums>(layers[i - 1], layers[i - 1].out);
    } else if (input_gradient) {
      next = layer.patches() ? at::zeros_like(input) : at::empty_like(input);
    }
    const Gradient incoming{slope.data_ptr<float>(), result(i), numbers, numbers + slopes.size(1), numbers + 2 * slopes.size(1)};
    float* outgoing = next.defined() ? next.data_ptr<float>() : nullptr;
    (layer.depthwise ? depthwise_back : pointwise_back)(kernels, layer, source, units[i].weight, incoming, outgoing, next_sums.get(), grad_weight);
    found[1 + kTensors * i] = grad_weight;
    found[2 + kTensors * i] = grad_scale;
    found[3 + kTensors * i] = grad_shift;
    slope = next;
    sums = std::move(next_sums);
  }
  found[0] = slope;
  return found;
}

bool fused::use(const std::string& name) {
  const Kernels* kernels = name == "off" ? nullptr : choose(name);
  if (!kernels && name != "off") return false;
  chosen = kernels;
  return true;
}

}  // namespace edgenas::chain
