using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Names of the dimensions; null for those without one.</summary>
        public string?[] names
        {
            get
            {
                var handle = Raw;
                string?[] found = new string?[ndim];
                for (int i = 0; i < found.Length; i++) found[i] = Marshal.PtrToStringUTF8(NativeView.ent_dimension_name(handle, i));
                return found;
            }
        }

        public bool has_names() => names.Any(name => name is not null);

        /// <summary>The same elements under other names of the dimensions; null takes all names away.</summary>
        public Tensor rename(IEnumerable<string>? names) => Named(names, (list, count) => Of(NativeView.ent_renamed(Raw, (nint*)list, count), "renamed", this));

        public Tensor rename_(IEnumerable<string>? names) => Named(names, (list, count) => Checked(NativeView.ent_set_names_(Raw, (nint*)list, count)));

        /// <summary>Names unnamed dimensions.</summary>
        /// <exception cref="ExternalException">A dimension already has another name.</exception>
        public Tensor refine_names(IEnumerable<string> names) => Named(names, (list, count) => Of(NativeView.ent_refine_names(Raw, (nint*)list, count), "refine_names", this));

        public Tensor refine_names(params string[] names) => refine_names((IEnumerable<string>)names);

        /// <param name="names">One for each dimension; "..." stands for those that keep theirs.</param>
        private Tensor Named(IEnumerable<string?>? names, Func<nint, int, Tensor> call)
        {
            if (names is null) return call(0, -1);
            string?[] all = [.. names], own = this.names;
            int more = Array.IndexOf(all, "...");
            if (more >= 0 && all.Length - 1 <= own.Length) all = [.. all[..more], .. own[more..(own.Length - all.Length + more + 1)], .. all[(more + 1)..]];
            if (all.Length != own.Length) throw new ArgumentException($"{all.Length} names for {own.Length} dimensions", nameof(names));
            nint[] list = [.. all.Select(Marshal.StringToCoTaskMemUTF8)];
            try
            {
                fixed (nint* first = list) return call((nint)first, list.Length);
            }
            finally
            {
                foreach (nint name in list) Marshal.FreeCoTaskMem(name);
            }
        }
    }
}
