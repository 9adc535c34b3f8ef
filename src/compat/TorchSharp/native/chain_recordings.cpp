#include "chain_recordings.h"

#include <c10/core/GradMode.h>

#include <algorithm>
#include <cstring>

namespace edgenas::chain {
namespace {

// Of one chain: training and scoring, the last batch of an epoch.
constexpr size_t kRecordings = 4;

int64_t bits(double number) {
  int64_t same;
  std::memcpy(&same, &number, sizeof same);
  return same;
}

void describe(Signature& signature, const at::Tensor& tensor) {
  signature.push_back(tensor.defined() ? reinterpret_cast<int64_t>(tensor.data_ptr()) : 0);
  if (!tensor.defined()) return;
  signature.insert(signature.end(), tensor.sizes().begin(), tensor.sizes().end());
  signature.insert(signature.end(), tensor.strides().begin(), tensor.strides().end());
}

Signature signature_of(const at::Tensor& input, const Units& units, bool keep, bool input_gradient) {
  Signature signature;
  signature.reserve(16 + 64 * units.size());
  for (int64_t number : {int64_t{keep}, int64_t{input_gradient}, settings.load()}) signature.push_back(number);
  signature.insert(signature.end(), input.sizes().begin(), input.sizes().end());
  signature.insert(signature.end(), input.strides().begin(), input.strides().end());
  for (const Unit& u : units) {
    for (const at::Tensor* tensor : {&u.weight, &u.scale, &u.shift, &u.running_mean, &u.running_variance, &u.batches}) describe(signature, *tensor);
    for (int64_t number : {u.stride, u.padding, u.groups, int64_t{u.batch}, bits(u.momentum), bits(u.eps), bits(u.low), bits(u.high)}) signature.push_back(number);
  }
  return signature;
}

bool in_use(const at::Tensor& tensor) { return tensor.defined() && tensor.storage().use_count() > 1; }

// The same memory as a tensor of its own, so that one can tell when nobody has it any more.
at::Tensor lent(const at::Tensor& tensor) { return tensor.defined() ? tensor.variable_data() : tensor; }

std::vector<at::Tensor> flat(const Result& result) {
  std::vector<at::Tensor> all{result.output};
  all.insert(all.end(), result.kept.begin(), result.kept.end());
  return all;
}

std::vector<at::Tensor> kept_of(const Graph& forward) { return {forward.results().begin() + 1, forward.results().end()}; }

}  // namespace

std::atomic<int64_t> replays{0};

std::shared_ptr<Recording> Recording::of(Signature signature, const at::Tensor& input, const Units& units, const Result* earlier, bool input_gradient) {
  at::NoGradGuard none;
  auto made = std::make_shared<Recording>();
  Recording& r = *made;
  r.signature_ = std::move(signature);
  r.input_ = at::empty_strided(input.sizes(), input.strides(), input.options());
  // What libraries do at first they do here.
  if (earlier) operators::backward(input, units, earlier->kept, at::zeros_like(earlier->output), input_gradient);
  r.forward_ = record(input.device(), [&r, units, keep = earlier != nullptr] { return flat(operators::forward(r.input_, units, keep)); });
  if (!r.forward_) return nullptr;
  if (earlier) {
    r.gradient_ = at::empty_like(r.forward_->results()[0]);
    r.backward_ = record(
      input.device(), [&r, units, input_gradient] { return operators::backward(r.input_, units, kept_of(*r.forward_), r.gradient_, input_gradient); }, r.forward_.get());
  }
  return made;
}

bool Recording::idle() const { return !in_use(forward_->results()[0]) && (!backward_ || !in_use(forward_->results()[1])); }

Result Recording::forward(const at::Tensor& input) {
  at::NoGradGuard none;
  input_.copy_(input, true);
  forward_->replay();
  replays++;
  Result result{lent(forward_->results()[0]), kept_of(*forward_)};
  if (!result.kept.empty()) result.kept[0] = lent(result.kept[0]);
  return result;
}

Optional<Gradients> Recording::backward(const at::Tensor& gradient) {
  const Gradients& found = backward_->results();
  if (std::any_of(found.begin(), found.end(), in_use)) return {};
  at::NoGradGuard none;
  gradient_.copy_(gradient, true);
  backward_->replay();
  replays++;
  Gradients mine;
  for (const at::Tensor& one : found) mine.push_back(lent(one));
  return mine;
}

std::pair<Result, std::shared_ptr<Recording>> Recordings::forward(const at::Tensor& input, const Units& units, bool keep, bool input_gradient) {
  std::lock_guard alone(mutex_);
  Signature signature = signature_of(input, units, keep, input_gradient);
  for (const auto& recording : recordings_) {
    if (recording->signature() != signature) continue;
    if (!recording->idle()) return {operators::forward(input, units, keep), nullptr};
    return {recording->forward(input), recording};
  }
  Result result = operators::forward(input, units, keep);
  if (!refused_ && signature == latest_) {
    try {
      if (auto made = Recording::of(signature, input, units, keep ? &result : nullptr, input_gradient)) {
        if (recordings_.size() == kRecordings) recordings_.erase(recordings_.begin());
        recordings_.push_back(made);
      }
    } catch (const c10::Error&) {
      // Too little memory, or an operator that can't be recorded. It works without.
      refused_ = true;
    }
  }
  latest_ = std::move(signature);
  return {result, nullptr};
}

}  // namespace edgenas::chain
