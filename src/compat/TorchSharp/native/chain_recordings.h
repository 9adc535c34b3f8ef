// What was recorded of one chain.
#pragma once

#include "chain.h"
#include "graph.h"

#include <mutex>

namespace edgenas::chain {

// What a recording holds for: shapes, layout, addresses, numbers, settings.
using Signature = std::vector<int64_t>;

// One forward pass and, if wanted, its backward pass, on memory of their own.
class Recording {
 public:
  Recording() { alive++; }
  ~Recording() { alive--; }
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  static inline std::atomic<int64_t> alive{0};

  // Null if it can't be recorded. Nothing is computed. earlier: what a pass of the same kind gave; null: there is no backward pass.
  static std::shared_ptr<Recording> of(Signature signature, const at::Tensor& input, const Units& units, const Result* earlier, bool input_gradient);

  const Signature& signature() const { return signature_; }

  // Whether nobody uses the last pass's results any more: neither its output nor what a backward pass would need.
  bool idle() const;

  Result forward(const at::Tensor& input);

  // Nothing while the last one's results are in use, such as gradients that more are to be added to.
  Optional<Gradients> backward(const at::Tensor& gradient);

 private:
  Signature signature_;
  at::Tensor input_, gradient_;
  std::unique_ptr<Graph> forward_, backward_;
};

// Of one chain of modules. Any thread may use it.
class Recordings {
 public:
  // Replays the chain, or computes it: at first, when what is recorded is in use, and where nothing can be recorded. The recording is null then.
  std::pair<Result, std::shared_ptr<Recording>> forward(const at::Tensor& input, const Units& units, bool keep, bool input_gradient);

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<Recording>> recordings_;
  Signature latest_;  // that was computed
  bool refused_ = false;
};

// Passes that were replayed in this process.
extern std::atomic<int64_t> replays;

}  // namespace edgenas::chain
