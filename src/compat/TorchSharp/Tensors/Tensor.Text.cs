using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static string s_floatFormat = "g5";
    private static int s_lineWidth = 100;
    private static string s_newLine = Environment.NewLine;

    /// <summary>How tensors are written where no style is named.</summary>
    public static TensorStringStyle TensorStringStyle { get; private set; } = TensorStringStyle.Julia;

    /// <summary>Sets how tensors are written down from now on; null changes nothing.</summary>
    public static void set_printoptions(
        TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        if (style is { } wanted && wanted != TensorStringStyle.Default) TensorStringStyle = wanted;
        s_floatFormat = floatFormat ?? s_floatFormat;
        s_lineWidth = linewidth ?? s_lineWidth;
        s_newLine = newLine ?? s_newLine;
        TensorText.Most = (maxRows ?? TensorText.Most.Rows, maxColumns ?? TensorText.Most.Columns);
    }

    /// <param name="precision">Digits behind the point.</param>
    /// <param name="sci_mode">Whether numbers have an exponent.</param>
    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, string.Create(CultureInfo.InvariantCulture, $"{(sci_mode ? 'E' : 'F')}{precision}"), linewidth, newLine, maxRows, maxColumns);

    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        /// <param name="disamb">Whether the elements come too.</param>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <param name="fltFormat">Format of real numbers, as in .NET.</param>
        /// <param name="width">Longest line, in the Julia style.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = torch.TensorStringStyle;
            if (is_meta || style == TensorStringStyle.Metadata) return ToString();
            var text = new TensorText(fltFormat ?? s_floatFormat, width ?? s_lineWidth, newLine ?? s_newLine, cultureInfo ?? CultureInfo.CurrentCulture);
            return style switch
            {
                TensorStringStyle.Numpy => text.Numpy(this),
                TensorStringStyle.CSharp => text.CSharp(this),
                _ => text.Julia(this),
            };
        }

        /// <summary>The elements as lists of lists of <see cref="Scalar"/>; of a tensor without dimensions, its only one.</summary>
        public object tolist()
        {
            if (ndim == 0) return this.ToScalar();
            var list = new System.Collections.ArrayList();
            foreach (var part in unbind())
            {
                list.Add(part.tolist());
                part.Dispose();
            }

            return list;
        }
    }
}
