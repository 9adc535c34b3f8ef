#include "graph.h"

#ifdef EDGENAS_CUDA

#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>

namespace edgenas {
namespace {

class CudaGraph final : public Graph {
 public:
  CudaGraph(at::Device device, const Launches& launches, const CudaGraph* before) {
    c10::cuda::CUDAStreamGuard aside(c10::cuda::getStreamFromPool(false, device.index()));
    // This thread's: another one may bring images to the device meanwhile.
    graph_.capture_begin(before ? before->pool_ : at::cuda::graph_pool_handle(), cudaStreamCaptureModeThreadLocal);
    try {
      results_ = launches();
    } catch (...) {
      abandon();
      throw;
    }
    graph_.capture_end();
    pool_ = graph_.pool();
  }

  void replay() override { graph_.replay(); }

 private:
  // A stream that records must end it, and fails to where a launch has failed.
  void abandon() noexcept {
    try {
      graph_.capture_end();
    } catch (...) {
    }
  }

  at::cuda::CUDAGraph graph_;
  c10::cuda::MempoolId_t pool_;
};

// A recording keeps its memory. Where that gets scarce, networks compute without.
bool room(at::Device device) {
  c10::cuda::CUDAGuard there(device);
  size_t left = 0, all = 0;
  C10_CUDA_CHECK(cudaMemGetInfo(&left, &all));
  return left > all / 2;
}

}  // namespace

std::unique_ptr<Graph> record(at::Device device, const Launches& launches, const Graph* before) {
  if (!device.is_cuda() || !(before || room(device))) return nullptr;
  return std::make_unique<CudaGraph>(device, launches, static_cast<const CudaGraph*>(before));
}

}  // namespace edgenas

#else

namespace edgenas {

std::unique_ptr<Graph> record(at::Device, const Launches&, const Graph*) { return nullptr; }

}  // namespace edgenas

#endif
