// The C surface between the managed tensor layer and libtorch.
// Rules: opaque handles, status codes or null for failure, no exception leaves an export, the message of the last
// failure is kept per thread (see ent_last_error). Every handle that an export returns is owned by the caller.
#pragma once

#include <ATen/ATen.h>
#include <torch/version.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#define ENT_API extern "C" __attribute__((visibility("default")))

namespace edgenas {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 2)
template <class T>
using Optional = std::optional<T>;
#else
template <class T>
using Optional = c10::optional<T>;
#endif

using Handle = at::Tensor*;

// A number by value. kind: 0 none, 1 integer, 2 real, 3 boolean. 16 bytes, so it travels in two registers.
struct Number {
  int64_t kind;
  int64_t bits;

  bool present() const { return kind != 0; }
  at::Scalar scalar() const;
  Optional<at::Scalar> optional() const;
};

// Element type and device of a new tensor; -1 means the default.
struct Placement {
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;

  at::TensorOptions options() const;
};

extern std::atomic<int64_t> live_handles;
extern std::atomic<int64_t> made_handles;

// Counts changes of settings that operators look at, such as TF32.
extern std::atomic<int64_t> settings;

// Keeps message and kind of the exception being handled. Call only from a catch block.
void keep_error() noexcept;

inline Handle own(at::Tensor tensor) {
  Handle handle = new at::Tensor(std::move(tensor));
  live_handles.fetch_add(1, std::memory_order_relaxed);
  made_handles.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

template <class Body>
Handle result(Body&& body) noexcept {
  try {
    return own(body());
  } catch (...) {
    keep_error();
    return nullptr;
  }
}

template <class Body>
int32_t status(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (...) {
    keep_error();
    return -1;
  }
}

template <class Body>
int64_t count(Body&& body) noexcept {
  try {
    return body();
  } catch (...) {
    keep_error();
    return -1;
  }
}

inline at::IntArrayRef ints(const int64_t* values, int32_t length) {
  return {values, static_cast<size_t>(length)};
}

inline Optional<at::ScalarType> dtype_or_none(int32_t dtype) {
  if (dtype < 0) return {};
  return static_cast<at::ScalarType>(dtype);
}

inline Optional<int64_t> int_or_none(int64_t value) {
  if (value == INT64_MIN) return {};
  return value;
}

inline at::Tensor tensor_or_undefined(Handle handle) { return handle ? *handle : at::Tensor(); }

inline Optional<at::Tensor> tensor_or_none(Handle handle) {
  if (!handle) return {};
  return *handle;
}

inline std::vector<at::Tensor> tensors(const Handle* handles, int32_t length) {
  std::vector<at::Tensor> list;
  list.reserve(length);
  for (int32_t i = 0; i < length; i++) list.push_back(*handles[i]);
  return list;
}

}  // namespace edgenas
