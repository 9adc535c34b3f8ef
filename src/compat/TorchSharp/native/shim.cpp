// Errors, handle counters, process set-up.
#include "shim.h"

#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/util/Exception.h>
#include <c10/util/Logging.h>
#include <dlfcn.h>
#include <malloc.h>

#include <chrono>
#include <climits>
#include <cstring>
#include <exception>
#include <functional>
#include <new>

namespace edgenas {

std::atomic<int64_t> live_handles{0};
std::atomic<int64_t> made_handles{0};
std::atomic<int64_t> settings{0};

namespace {

enum ErrorKind : int32_t { none = 0, native = 1, out_of_memory = 2 };

thread_local std::string error_message;
thread_local int32_t error_kind = ErrorKind::none;

// OpenBLAS counts its threads by itself; null where another BLAS is in use.
void (*openblas_set_threads)(int) = nullptr;

void keep(int32_t kind, const char* message) noexcept {
  try {
    error_message = message;
  } catch (...) {
    error_message.clear();
  }
  error_kind = kind;
}

// Whichever OpenBLAS libtorch calls: one that the process has made global, else the system's BLAS.
void find_openblas() {
  void* symbol = dlsym(RTLD_DEFAULT, "openblas_set_num_threads");
  if (!symbol) {
    if (void* blas = dlopen("libblas.so.3", RTLD_LAZY | RTLD_NOLOAD)) symbol = dlsym(blas, "openblas_set_num_threads");
  }
  openblas_set_threads = reinterpret_cast<void (*)(int)>(symbol);
}

}  // namespace

void keep_error() noexcept {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    keep(ErrorKind::out_of_memory, "out of memory");
  } catch (const c10::Error& error) {
    const char* text = error.what_without_backtrace();
    keep(std::strstr(text, "can't allocate memory") ? ErrorKind::out_of_memory : ErrorKind::native, text);
  } catch (const std::exception& error) {
    keep(ErrorKind::native, error.what());
  } catch (...) {
    keep(ErrorKind::native, "unknown C++ exception");
  }
}

at::Scalar Number::scalar() const {
  switch (kind) {
    case 1: return at::Scalar(bits);
    case 2: {
      double real;
      std::memcpy(&real, &bits, sizeof real);
      return at::Scalar(real);
    }
    case 3: return at::Scalar(bits != 0);
    default: throw std::invalid_argument("a number is missing");
  }
}

Optional<at::Scalar> Number::optional() const {
  if (!present()) return {};
  return scalar();
}

at::TensorOptions Placement::options() const {
  at::TensorOptions options;
  if (dtype >= 0) options = options.dtype(static_cast<at::ScalarType>(dtype));
  if (device_type >= 0) options = options.device(at::Device(static_cast<at::DeviceType>(device_type), static_cast<at::DeviceIndex>(device_index)));
  return options;
}

}  // namespace edgenas

using namespace edgenas;

// Once per process, before anything else.
ENT_API int32_t ent_initialize() {
  return status([] {
    // Keep freed tensors in the heap: returning pages and faulting them in again costs 10–50 % of a training step.
    // One arena, because only the main arena has one growing heap; others fall back to mmap for every large tensor.
    mallopt(M_ARENA_MAX, 1);
    if (!mallopt(M_MMAP_THRESHOLD, 1 << 30)) mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, 256 << 20);
    // A backtrace costs milliseconds per error and nobody reads it here.
    c10::SetStackTraceFetcher(std::function<std::string()>([] { return std::string(); }));
    // Same seed, same result: of cuDNN's algorithms only those that give the same digits again.
    at::globalContext().setDeterministicCuDNN(true);
    find_openblas();
    if (openblas_set_threads) openblas_set_threads(at::get_num_threads());
  });
}

// 10⁹ floating-point operations per second of a small matrix product on one call; negative on error.
ENT_API double ent_matmul_speed() {
  double speed = -1;
  status([&] {
    at::Tensor left = at::ones({256, 256}), right = at::ones({256, 256});
    for (int attempt = 0; attempt < 3; attempt++) {
      auto start = std::chrono::steady_clock::now();
      at::Tensor product = at::mm(left, right);
      double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      speed = std::max(speed, 2.0 * 256 * 256 * 256 / seconds / 1e9);
    }
  });
  return speed;
}

// Message of this thread's last failure (valid until its next one); kind: 1 libtorch, 2 out of memory.
ENT_API const char* ent_last_error(int32_t* kind) {
  *kind = error_kind;
  return error_message.c_str();
}

ENT_API int64_t ent_live_handles() { return live_handles.load(); }
ENT_API int64_t ent_made_handles() { return made_handles.load(); }
ENT_API const char* ent_torch_version() { return TORCH_VERSION; }
ENT_API int32_t ent_get_num_threads() { return at::get_num_threads(); }
ENT_API int32_t ent_get_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

ENT_API int32_t ent_set_num_threads(int32_t threads) {
  return status([&] {
    at::set_num_threads(threads);
    if (openblas_set_threads) openblas_set_threads(threads);
  });
}

ENT_API int32_t ent_set_num_interop_threads(int32_t threads) {
  return status([&] { at::set_num_interop_threads(threads); });
}

ENT_API int32_t ent_cuda_devices() {
  int32_t devices = 0;
  status([&] {
    if (c10::impl::hasDeviceGuardImpl(at::kCUDA)) devices = c10::impl::getDeviceGuardImpl(at::kCUDA)->deviceCount();
  });
  return devices;
}

// Waits for what the device (-1: the current one) was given to do; nothing to wait for without CUDA.
ENT_API int32_t ent_cuda_synchronize(int32_t device) {
  return status([&] {
    if (!c10::impl::hasDeviceGuardImpl(at::kCUDA)) return;
    auto index = static_cast<at::DeviceIndex>(device >= 0 ? device : c10::impl::getDeviceGuardImpl(at::kCUDA)->getDevice().index());
    at::detail::getCUDAHooks().deviceSynchronize(index);
  });
}

ENT_API int32_t ent_has_cudnn() { return at::detail::getCUDAHooks().hasCuDNN(); }

// what: 0 convolutions (cuDNN), 1 matrix products (cuBLAS). Whether float32 is rounded to TF32 on the way in.
ENT_API int32_t ent_get_tf32(int32_t what) { return (what == 0 ? at::globalContext().allowTF32CuDNN() : at::globalContext().allowTF32CuBLAS()) ? 1 : 0; }
ENT_API int32_t ent_set_tf32(int32_t what, int32_t allowed) {
  return status([&] {
    settings++;
    if (what == 0) at::globalContext().setAllowTF32CuDNN(allowed != 0);
    else at::globalContext().setAllowTF32CuBLAS(allowed != 0);
  });
}

