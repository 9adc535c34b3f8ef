using System.Globalization;
using System.Text;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>One axis of a plot: its range, widened to round numbers, and how its numbers are written.</summary>
internal sealed class Axis
{
    private readonly double _leastStep;

    /// <param name="padding">Free room on either side, as a share of the values' spread.</param>
    /// <param name="leastStep">Ticks are never nearer to each other than this; 1 where only whole numbers mean anything.</param>
    public Axis(string label, IEnumerable<double> values, Func<double, string> format, double padding = 0.06, double leastStep = 0)
    {
        _leastStep = leastStep;
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty(0).Min(), high = finite.DefaultIfEmpty(1).Max();
        double spread = high > low ? high - low : Math.Max(Math.Abs(high), 1e-9) * 0.2;
        (Label, Format) = (label, format);
        (Minimum, Maximum) = (low - (spread * padding), high + (spread * padding));
    }

    /// <summary>Shares as per cent, with as many digits as their spread needs.</summary>
    public static Axis Percent(string label, IReadOnlyCollection<double> values, double padding = 0.06)
    {
        double spread = values.Count == 0 ? 1 : values.Max() - values.Min();
        int digits = spread switch { > 0.06 => 0, > 0.006 => 1, _ => 2 };
        return new Axis(label, values, value => Figures.Percent(value, digits), padding);
    }

    public string Label { get; }

    public Func<double, string> Format { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>Five to ten round numbers within the range, a step of 1, 2 or 5 times a power of ten apart.</summary>
    public IEnumerable<double> Ticks()
    {
        double raw = Math.Max(_leastStep, (Maximum - Minimum) / 6), power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        for (double k = Math.Ceiling(Minimum / step); k * step <= Maximum + (step * 1e-9); k++) yield return k * step;
    }
}

/// <summary>A chart as inline SVG: axes, grid, and what is drawn into them. Colours are classes of the page's style sheet.</summary>
internal sealed class Plot(Axis x, Axis y, double width = 980, double height = 400)
{
    private const double Left = 80, Right = 18, Top = 16, Bottom = 48;

    private readonly StringBuilder _marks = new();

    public double X(double value) => Left + ((value - x.Minimum) / (x.Maximum - x.Minimum) * (width - Left - Right));

    public double Y(double value) => height - Bottom - ((value - y.Minimum) / (y.Maximum - y.Minimum) * (height - Top - Bottom));

    /// <param name="shape">A class: <c>dot</c> and what tells its colour.</param>
    /// <param name="title">Shown while the pointer rests on it.</param>
    public void Dot(double px, double py, double radius, string shape, string title) =>
        _marks.Append(CultureInfo.InvariantCulture, $"<circle class=\"{shape}\" cx=\"{X(px):0.#}\" cy=\"{Y(py):0.#}\" r=\"{radius:0.#}\"><title>{Html.Text(title)}</title></circle>");

    /// <summary>A diamond, for what has to be found at once.</summary>
    public void Diamond(double px, double py, double radius, string shape, string title)
    {
        double cx = X(px), cy = Y(py);
        _marks.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"{shape}\" d=\"M{cx:0.#} {cy - radius:0.#}L{cx + radius:0.#} {cy:0.#}L{cx:0.#} {cy + radius:0.#}L{cx - radius:0.#} {cy:0.#}Z\"><title>{Html.Text(title)}</title></path>");
    }

    public void Line(IEnumerable<(double X, double Y)> points, string shape)
    {
        string path = string.Concat(points.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{X(p.X):0.#} {Y(p.Y):0.#}")));
        _marks.Append(CultureInfo.InvariantCulture, $"<path class=\"{shape}\" d=\"{path}\"/>");
    }

    /// <summary>A closed area.</summary>
    public void Area(IEnumerable<(double X, double Y)> points, string shape)
    {
        string corners = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}")));
        _marks.Append(CultureInfo.InvariantCulture, $"<polygon class=\"{shape}\" points=\"{corners}\"/>");
    }

    /// <summary>A line over the whole height, with its label at the foot.</summary>
    public void Vertical(double px, string shape, string label)
    {
        double at = X(px);
        bool before = at > width * 0.75;
        _marks.Append(CultureInfo.InvariantCulture, $"<line class=\"{shape}\" x1=\"{at:0.#}\" x2=\"{at:0.#}\" y1=\"{Top}\" y2=\"{height - Bottom}\"/>");
        _marks.Append(CultureInfo.InvariantCulture, $"<text class=\"note\" x=\"{at + (before ? -6 : 6):0.#}\" y=\"{height - Bottom - 8}\" text-anchor=\"{(before ? "end" : "start")}\">{Html.Text(label)}</text>");
    }

    /// <summary>Text beside a point.</summary>
    public void Label(double px, double py, string text, string shape = "note", double up = 10)
    {
        double at = X(px);
        string anchor = at > width * 0.72 ? "end" : "start";
        _marks.Append(CultureInfo.InvariantCulture, $"<text class=\"{shape}\" x=\"{at + (anchor == "end" ? -10 : 10):0.#}\" y=\"{Y(py) - up:0.#}\" text-anchor=\"{anchor}\">{Html.Text(text)}</text>");
    }

    /// <param name="title">What the chart shows, for those who can't see it too.</param>
    /// <param name="description">What is to be seen in it.</param>
    public string Render(string id, string title, string description)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{Html.Text(title)}</title><desc id=\"{id}-d\">{Html.Text(description)}</desc>");
        foreach (double tick in x.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{X(tick):0.#}\" x2=\"{X(tick):0.#}\" y1=\"{Top}\" y2=\"{height - Bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(tick):0.#}\" y=\"{height - Bottom + 18}\" text-anchor=\"middle\">{Html.Text(x.Format(tick))}</text>");
        }

        foreach (double tick in y.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Html.Text(y.Format(tick))}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{height - Bottom}\" y2=\"{height - Bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{(Left + width - Right) / 2:0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{Html.Text(x.Label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" transform=\"translate(15 {(Top + height - Bottom) / 2:0.#}) rotate(-90)\" text-anchor=\"middle\">{Html.Text(y.Label)}</text>");
        return svg.Append(_marks).Append("</svg>").ToString();
    }
}
