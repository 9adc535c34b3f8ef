// Launches on a graphics processor that were recorded and are launched again at once, on the same memory.
#pragma once

#include "shim.h"

#include <functional>
#include <memory>

namespace edgenas {

class Graph {
 public:
  virtual ~Graph() = default;

  // Of the memory's contents: what is launched reads and writes the tensors of the recording.
  virtual void replay() = 0;

  const std::vector<at::Tensor>& results() const { return results_; }

 protected:
  std::vector<at::Tensor> results_;
};

using Launches = std::function<std::vector<at::Tensor>()>;

// Records what `launches` would do, without doing it. Its operators must have run before, since what libraries do at first can't be recorded. Memory for what
// comes and goes is shared with `before`, if any, whose results stay. Null where the device has no room to spare for recordings, or this build can't record.
std::unique_ptr<Graph> record(at::Device device, const Launches& launches, const Graph* before = nullptr);

}  // namespace edgenas
