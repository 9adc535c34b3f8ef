using System.Collections;
using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor's elements as the real package does.</summary>
/// <param name="floatFormat">For real numbers; others are written as they are.</param>
/// <param name="width">Longest line of the Julia style.</param>
internal sealed class TensorText(string floatFormat, int width, string newLine, CultureInfo culture)
{
    private const string More = "...";

    private static readonly (int Rows, int Columns) Usual = (6, 6);

    /// <summary>What is left out when printing: rows and columns beyond these numbers.</summary>
    public static (int Rows, int Columns) Most { get; set; } = Usual;

    public string Julia(Tensor tensor)
    {
        string header = tensor.ToString();
        var (elements, shape) = Elements(tensor, "");
        if (shape.Length == 0) return $"{header}, value = {elements[0]}";
        var text = new StringBuilder(header).Append(newLine);
        int columns = (int)shape[^1], rows = shape.Length == 1 ? 1 : (int)shape[^2];
        long matrices = shape.Length <= 2 ? 1 : shape[..^2].TotalSize();
        for (long matrix = 0; matrix < matrices; matrix++)
        {
            if (shape.Length > 2)
            {
                if (matrix > 0) text.Append(newLine);
                text.Append('[').AppendJoin(',', Position(matrix, shape[..^2])).Append(",..,..] =").Append(newLine);
            }

            var part = elements.AsSpan((int)(matrix * rows * columns), rows * columns);
            int[] widths = new int[columns];
            for (int i = 0; shape.Length > 1 && i < part.Length; i++) widths[i % columns] = Math.Max(widths[i % columns], part[i].Length);
            for (int row = 0; row < rows; row++) Line(text, part.Slice(row * columns, columns), widths);
        }

        return text.ToString();
    }

    public string Numpy(Tensor tensor)
    {
        var (elements, shape) = Elements(tensor, "");
        return shape.Length == 0 ? elements[0] : Nested(elements, shape, 0, 0, "[", "]", "", dimension => string.Concat(Enumerable.Repeat(newLine, dimension)));
    }

    public string CSharp(Tensor tensor)
    {
        var (name, suffix) = tensor.dtype switch
        {
            ScalarType.Bool => ("bool", ""),
            ScalarType.Byte => ("byte", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Float16 => ("float16", "f"),
            ScalarType.BFloat16 => ("bfloat16", "f"),
            ScalarType.Float32 => ("float", "f"),
            _ => ("double", ""),
        };
        int dimensions = (int)tensor.ndim;
        var (elements, shape) = Elements(tensor, dimensions == 0 ? "" : suffix);
        string start = $"{tensor}, value = ";
        if (dimensions == 0) return start + elements[0];
        if (dimensions == 1) return $"{start}{name} [] {Nested(elements, shape, 0, 0, "{", "}", ",", _ => newLine)}";
        // The outermost braces have lines of their own.
        string inner = Nested(elements, shape, 0, 0, "{", "}", ",", _ => newLine)[1..^1];
        return $"{start}{newLine}{name} [{new string(',', dimensions - 1)}] {{{newLine} {inner}{newLine}}}";
    }

    private static long[] Position(long index, long[] shape)
    {
        long[] position = new long[shape.Length];
        for (int dim = shape.Length - 1; dim >= 0; dim--) (index, position[dim]) = Math.DivRem(index, shape[dim]);
        return position;
    }

    /// <summary>The elements in order; the scalars of other types than these are never made.</summary>
    private static IEnumerable Values(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Bool => tensor.data<bool>(),
        ScalarType.Byte => tensor.data<byte>(),
        ScalarType.Int8 => tensor.data<sbyte>(),
        ScalarType.Int16 => tensor.data<short>(),
        ScalarType.Int32 => tensor.data<int>(),
        ScalarType.Int64 => tensor.data<long>(),
        ScalarType.Float64 => tensor.data<double>(),
        _ => tensor.data<float>(),
    };

    private (string[] Elements, long[] Shape) Elements(Tensor tensor, string suffix)
    {
        using var scope = NewDisposeScope();
        var near = tensor.detach().cpu();
        if (near.dtype is ScalarType.Float16 or ScalarType.BFloat16) near = near.to(ScalarType.Float32);
        string format = tensor.is_floating_point() ? floatFormat : "";
        return ([.. Values(near).Cast<IConvertible>().Select(value => (value is IFormattable number ? number.ToString(format, culture) : value.ToString(culture)) + suffix)], tensor.shape);
    }

    /// <summary>One row; what a line has no room for is left out.</summary>
    private void Line(StringBuilder text, ReadOnlySpan<string> row, int[] widths)
    {
        int length = 0;
        for (int i = 0; i < row.Length; i++)
        {
            string element = ' ' + row[i].PadLeft(widths[i]);
            length += element.Length;
            if (length > width - More.Length)
            {
                text.Append(' ').Append(More);
                break;
            }

            text.Append(element);
        }

        text.Append(newLine);
    }

    /// <summary>From <paramref name="offset"/> on, one dimension and all within it.</summary>
    /// <param name="comma">Between the parts of all but the innermost dimension, which has one anyway.</param>
    /// <param name="apart">What sets these parts apart, by the number of dimensions within.</param>
    private string Nested(string[] elements, long[] shape, int dimension, long offset, string open, string close, string comma, Func<int, string> apart)
    {
        bool innermost = dimension == shape.Length - 1;
        long step = shape[(dimension + 1)..].TotalSize(), count = shape[dimension];
        int most = innermost ? Most.Columns : Most.Rows;
        string gap = innermost ? " " : apart(shape.Length - 1 - dimension) + new string(' ', dimension + 1);
        if (innermost) comma = ",";
        var text = new StringBuilder(open);
        for (long i = 0; i < count; i++)
        {
            if (i > 0) text.Append(gap);
            if (count > most && i == most / 2)
            {
                text.Append(More).Append(gap);
                i = count - (most / 2);
            }

            text.Append(innermost ? elements[offset + i] : Nested(elements, shape, dimension + 1, offset + (i * step), open, close, comma, apart));
            if (i < count - 1) text.Append(comma);
        }

        return text.Append(close).ToString();
    }
}
