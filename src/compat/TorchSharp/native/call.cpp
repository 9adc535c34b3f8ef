// Any operator of libtorch by its name: one export for the many that are called rarely, where finding and boxing cost nothing that counts.
#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <cstring>
#include <stdexcept>

using namespace edgenas;

namespace {

enum ArgumentKind : int64_t { absent = 0, integer = 1, real = 2, boolean = 3, tensor = 4, integers = 5, tensor_list = 6, text = 7, generator = 8 };

// bits: the value, or the length of a list; address: a tensor, a generator, the first element of a list, or a zero-terminated string.
struct Argument {
  int64_t kind;
  int64_t bits;
  const void* address;

  c10::IValue value() const {
    switch (kind) {
      case integer: return bits;
      case real: {
        double number;
        std::memcpy(&number, &bits, sizeof number);
        return number;
      }
      case boolean: return bits != 0;
      case tensor: return *static_cast<const at::Tensor*>(address);
      case integers: return std::vector<int64_t>(static_cast<const int64_t*>(address), static_cast<const int64_t*>(address) + bits);
      case tensor_list: return tensors(static_cast<const Handle*>(address), static_cast<int32_t>(bits));
      case generator: return *static_cast<const at::Generator*>(address);
      case text: return std::string(static_cast<const char*>(address));
      default: return {};
    }
  }
};

void keep_result(const c10::IValue& value, std::vector<at::Tensor>& found) {
  if (value.isTensor()) found.push_back(value.toTensor());
  else if (value.isTensorList()) for (const at::Tensor& part : value.toTensorVector()) found.push_back(part);
  else found.push_back(at::scalar_tensor(value.toScalar()));
}

}  // namespace

// Arguments that are left out at the end take their defaults. Returns the number of results, of which at most `capacity` fit; negative on error.
ENT_API int64_t ent_call(const char* name, const char* overload, const Argument* arguments, int32_t n, Handle* results, int32_t capacity) {
  return count([&]() -> int64_t {
    auto operation = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    const auto& schema = operation.schema();
    torch::jit::Stack stack;
    for (int32_t i = 0; i < n; i++) stack.push_back(arguments[i].value());
    for (size_t i = n; i < schema.arguments().size(); i++) {
      const auto& otherwise = schema.arguments()[i].default_value();
      if (!otherwise) throw std::invalid_argument(std::string(name) + ": argument " + schema.arguments()[i].name() + " is missing");
      stack.push_back(*otherwise);
    }
    operation.callBoxed(&stack);
    std::vector<at::Tensor> found;
    for (const c10::IValue& value : stack) keep_result(value, found);
    if (static_cast<int64_t>(found.size()) > capacity) throw std::length_error(std::string(name) + ": more results than expected");
    for (size_t i = 0; i < found.size(); i++) results[i] = own(found[i]);
    return static_cast<int64_t>(found.size());
  });
}
